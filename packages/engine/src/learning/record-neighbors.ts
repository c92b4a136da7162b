import type { NetworkNeighbor, NetworkPort } from '@rulelibrary/schema';
import { BoundedNames } from './bounded-names.ts';
import type { Addition } from './collapse-tree.ts';
import { isPattern } from './is-pattern.ts';

/** Addresses whose names are remembered, the oldest out: answers come just before the connection. */
const maxAnswers = 1_000;
/** Ports and names of one address that are told apart. */
const maxPorts = 100;
const maxNames = 20;

export interface NeighborLimits {
  /** Different addresses. */
  readonly maxAddresses: number;
  /** Different domains. */
  readonly maxDomains: number;
  readonly isPrivate: (address: string) => boolean;
}

/** Whom a container spoke with, in one direction. */
export interface NeighborRecorder {
  addAddress(address: string, port: number, protocol: string): Addition;
  addDomain(name: string): Addition;
  /** What an answer said: the addresses are known by the name when they are spoken with. */
  resolve(name: string, addresses: readonly string[]): void;
  /** Takes on what was recorded before, patterns included. */
  restore(neighbors: readonly NetworkNeighbor[]): void;
  list(): readonly NetworkNeighbor[];
}

interface Peer {
  readonly ports: Set<string>;
  readonly names: Set<string>;
}

export function createNeighborRecorder({ maxAddresses, maxDomains, isPrivate }: NeighborLimits): NeighborRecorder {
  const peers = new Map<string, Peer>();
  const domains = new BoundedNames(maxDomains);
  const answers = new Map<string, string>();

  function peerOf(address: string): Peer | undefined {
    const known = peers.get(address);
    if (known !== undefined || peers.size >= maxAddresses) return known;
    const peer = { ports: new Set<string>(), names: new Set<string>() };
    peers.set(address, peer);
    return peer;
  }

  return {
    addAddress(address, port, protocol) {
      const isNewPeer = !peers.has(address);
      const peer = peerOf(address);
      if (address === '' || peer === undefined) return 'no-room';
      const isNewPort = addBounded(peer.ports, `${protocol}/${port}`, maxPorts);
      const name = answers.get(address);
      const isNewName = name === undefined ? 'known' : addBounded(peer.names, name, maxNames);
      if (isNewPort === 'no-room') return 'no-room';
      return isNewPeer || isNewPort === 'new' || isNewName === 'new' ? 'new' : 'known';
    },
    addDomain(name) {
      const normal = normalDomain(name);
      // A label like that would be read back as a pattern, and allow what nobody asked for.
      return normal.split('.').some(isPattern) || normal === '.' ? 'no-room' : domains.add(normal);
    },
    resolve(name, addresses) {
      const normal = normalDomain(name);
      if (normal.split('.').some(isPattern)) return;
      for (const address of addresses.slice(0, 64)) {
        answers.delete(address);
        answers.set(address, normal);
        if (answers.size > maxAnswers) answers.delete(answers.keys().next().value as string);
      }
    },
    restore(neighbors) {
      for (const { dns, dnsNames = [], ipAddress, ipAddresses = [], ports = [] } of neighbors) {
        const names = [...(dns ? [dns] : []), ...dnsNames];
        for (const name of names) domains.add(name);
        for (const address of [...(ipAddress ? [ipAddress] : []), ...ipAddresses]) {
          const peer = peerOf(address);
          for (const { protocol, port } of ports) peer?.ports.add(`${protocol}/${port}`);
          for (const name of names) peer?.names.add(name);
        }
      }
    },
    list: () => neighborsOf(peers, domains.list(), isPrivate),
  };
}

function addBounded(set: Set<string>, value: string, max: number): Addition {
  if (set.has(value)) return 'known';
  if (set.size >= max) return 'no-room';
  set.add(value);
  return 'new';
}

/** Addresses with the same names and ports are one neighbour; names without an address are one by themselves. */
function neighborsOf(
  peers: ReadonlyMap<string, Peer>,
  domains: readonly string[],
  isPrivate: (address: string) => boolean,
): readonly NetworkNeighbor[] {
  const keyOf = ([address, { names, ports }]: [string, Peer]) =>
    JSON.stringify([[...names].sort(), [...ports].sort(comparePorts), isPrivate(address)]);
  const groups = Map.groupBy(
    [...peers].toSorted(([one], [other]) => (one < other ? -1 : 1)),
    keyOf,
  );
  const named = new Set([...peers.values()].flatMap(({ names }) => [...names]));
  const unnamed = domains.filter((name) => !named.has(name));
  return [
    ...[...groups].map(([key, members]): NetworkNeighbor => {
      const [names, ports, isInternal] = JSON.parse(key) as [string[], string[], boolean];
      const ipAddresses = members.map(([address]) => address);
      return {
        identifier: [names[0] ?? ipAddresses[0], ...ports].join(' '),
        type: isInternal ? 'internal' : 'external',
        ...(names.length > 0 && { dnsNames: names }),
        ipAddresses,
        ...(ports.length > 0 && { ports: ports.map(portOf) }),
      };
    }),
    ...(unnamed.length > 0 ? [{ identifier: 'names', type: 'external' as const, dnsNames: unnamed }] : []),
  ];
}

function comparePorts(one: string, other: string): number {
  return portOf(one).port - portOf(other).port || (one < other ? -1 : 1);
}

function portOf(text: string): NetworkPort {
  const [protocol = '', port] = text.split('/');
  return { name: `${protocol}-${port}`, protocol, port: Number(port) };
}

/** Some resolvers mix the case of every question anew; the trailing dot is as events have it. */
function normalDomain(name: string): string {
  const lower = name.toLowerCase();
  return lower.endsWith('.') ? lower : `${lower}.`;
}
