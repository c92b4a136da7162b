import type { IpValue } from './ip-value.ts';

/** A range of IP addresses: `cidr('10.0.0.1/8')`. The address keeps its bits behind the prefix. */
export class CidrValue {
  readonly ip: IpValue;
  /** How many leading bits all addresses of the range share. */
  readonly prefix: number;

  constructor(ip: IpValue, prefix: number) {
    this.ip = ip;
    this.prefix = prefix;
  }
}
