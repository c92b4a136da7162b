/** An IP address: `ip('10.0.0.1')`. An IPv4 address that IPv6 maps is the IPv4 address. */
export class IpValue {
  /** 32 of an IPv4 address, 128 of an IPv6 one. */
  readonly bits: bigint;
  readonly family: 4 | 6;

  constructor(bits: bigint, family: 4 | 6) {
    this.bits = bits;
    this.family = family;
  }
}
