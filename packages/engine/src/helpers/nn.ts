import type { FindProfile } from './profile-index.ts';

/** The `nn.*` functions; without a completed profile each is false. */
export function createNetworkHelpers(find: FindProfile) {
  return {
    wasAddressInEgress: (id: string, address: string): boolean => find(id)?.egress.hasAddress(address) ?? false,
    wasAddressInIngress: (id: string, address: string): boolean => find(id)?.ingress.hasAddress(address) ?? false,
    isDomainInEgress: (id: string, name: string): boolean => find(id)?.egress.hasDomain(name) ?? false,
    isDomainInIngress: (id: string, name: string): boolean => find(id)?.ingress.hasDomain(name) ?? false,
    wasTupleInEgress: (id: string, address: string, port: bigint, protocol: string): boolean =>
      find(id)?.egress.hasTuple(address, Number(port), protocol) ?? false,
    wasTupleInIngress: (id: string, address: string, port: bigint, protocol: string): boolean =>
      find(id)?.ingress.hasTuple(address, Number(port), protocol) ?? false,
  };
}
