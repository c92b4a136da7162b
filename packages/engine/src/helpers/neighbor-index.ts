import type { ContainerProfile } from '@rulelibrary/schema';
import { createAddressSet } from './address-match.ts';
import { createDomainSet } from './domain-match.ts';

type Neighbors = NonNullable<ContainerProfile['egress']>;

/** The network neighbours of a profile in one direction. */
export interface NeighborIndex {
  hasAddress(address: string): boolean;
  hasDomain(name: string): boolean;
  /** Whether one neighbour has all three. @param protocol without regard to case */
  hasTuple(address: string, port: number, protocol: string): boolean;
}

/** Prepares recorded neighbours for look-ups. */
export function createNeighborIndex(neighbors: Neighbors): NeighborIndex {
  const addresses = createAddressSet(neighbors.flatMap(addressesOf));
  const domains = createDomainSet(neighbors.flatMap(domainsOf));
  const withPorts = neighbors.map((neighbor) => ({
    addresses: createAddressSet(addressesOf(neighbor)),
    ports: new Set((neighbor.ports ?? []).map(({ port, protocol }) => portKey(port, protocol))),
  }));
  return {
    hasAddress: (address) => addresses.has(address),
    hasDomain: (name) => domains.has(name),
    hasTuple(address, port, protocol) {
      const key = portKey(port, protocol);
      return withPorts.some((neighbor) => neighbor.ports.has(key) && neighbor.addresses.has(address));
    },
  };
}

function addressesOf({ ipAddress, ipAddresses }: Neighbors[number]): string[] {
  return [...(ipAddress ? [ipAddress] : []), ...(ipAddresses ?? [])];
}

function domainsOf({ dns, dnsNames }: Neighbors[number]): string[] {
  return [...(dns ? [dns] : []), ...(dnsNames ?? [])];
}

function portKey(port: number | undefined, protocol: string): string {
  return `${port}/${protocol.toUpperCase()}`;
}
