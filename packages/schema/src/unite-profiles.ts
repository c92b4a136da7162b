import type {
  ContainerProfile,
  LearningState,
  NamedProfile,
  NetworkNeighbor,
  ProfileCoverage,
} from './container-profile.ts';
import { profileParts } from './rule.ts';

/**
 * What two nodes learned of containers of the same workload, as one: everything that either has seen. Status is the more
 * advanced, times are the larger; `partial` beats `complete`, and only what both observed whole counts as observed.
 */
export function uniteProfiles(one: NamedProfile, other: NamedProfile): NamedProfile {
  const learning = uniteLearning(one.learning, other.learning);
  return { ...other, ...one, profile: uniteRecorded(one.profile, other.profile), ...(learning && { learning }) };
}

function uniteRecorded(one: ContainerProfile, other: ContainerProfile): ContainerProfile {
  const coverage = commonCoverage(one.coverage, other.coverage);
  const rank = Math.max(progress.indexOf(one.status), progress.indexOf(other.status));
  const isPartial = one.completion === 'partial' || other.completion === 'partial';
  const completion = isPartial ? 'partial' : (one.completion ?? other.completion);
  const lists = {
    capabilities: unite(one.capabilities, other.capabilities, (name) => name),
    syscalls: unite(one.syscalls, other.syscalls, (name) => name),
    execs: unite(one.execs, other.execs, (exec) => JSON.stringify([exec.path, exec.args])),
    opens: unite(one.opens, other.opens, ({ path }) => path, withFlags),
    endpoints: unite(one.endpoints, other.endpoints, endpointKey, withMethods),
    ingress: unite(one.ingress, other.ingress, neighborKey, withPorts),
    egress: unite(one.egress, other.egress, neighborKey, withPorts),
    rulePolicies: unitePolicies(one.rulePolicies, other.rulePolicies),
  };
  const present = Object.entries(lists).filter(([, value]) => value !== undefined);
  const name = one.name ?? other.name;
  return {
    status: progress[rank] ?? one.status,
    ...(completion !== undefined && { completion }),
    ...(coverage && { coverage }),
    ...(name !== undefined && { name }),
    ...Object.fromEntries(present),
  };
}

type Items<Item> = readonly Item[] | undefined;

/** In the order of the first, then what the second alone has. */
function unite<Item>(
  one: Items<Item>,
  other: Items<Item>,
  keyOf: (item: Item) => string,
  join: (first: Item, second: Item) => Item = (first) => first,
): Items<Item> {
  if (one === undefined || other === undefined) return one ?? other;
  const united = new Map(one.map((item) => [keyOf(item), item]));
  for (const item of other) {
    const known = united.get(keyOf(item));
    united.set(keyOf(item), known === undefined ? item : join(known, item));
  }
  return [...united.values()];
}

function texts(one: Items<string>, other: Items<string>): Items<string> {
  return unite(one, other, (text) => text);
}

type Open = NonNullable<ContainerProfile['opens']>[number];

function withFlags(one: Open, other: Open): Open {
  const flags = texts(one.flags, other.flags);
  return { ...one, ...(flags && { flags }) };
}

type Endpoint = NonNullable<ContainerProfile['endpoints']>[number];

function endpointKey({ endpoint, direction, internal }: Endpoint): string {
  return JSON.stringify([endpoint, direction, internal]);
}

function withMethods(one: Endpoint, other: Endpoint): Endpoint {
  const methods = texts(one.methods, other.methods);
  const headers = { ...other.headers, ...one.headers };
  for (const [name, values] of Object.entries(other.headers ?? {})) headers[name] = texts(headers[name], values) ?? [];
  return { ...one, ...(methods && { methods }), ...(Object.keys(headers).length > 0 && { headers }) };
}

/** Everything but the ports. */
function neighborKey({ identifier, type, dns, dnsNames, ipAddress, ipAddresses }: NetworkNeighbor): string {
  return JSON.stringify([identifier, type, dns, dnsNames, ipAddress, ipAddresses]);
}

function withPorts(one: NetworkNeighbor, other: NetworkNeighbor): NetworkNeighbor {
  const ports = unite(one.ports, other.ports, ({ protocol, port }) => `${protocol}/${port}`);
  return { ...one, ...(ports && { ports }) };
}

type Policies = ContainerProfile['rulePolicies'];

function unitePolicies(one: Policies, other: Policies): Policies {
  if (one === undefined || other === undefined) return one ?? other;
  const ids = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  return Object.fromEntries(
    ids.map((id) => {
      const processAllowed = texts(one[id]?.processAllowed, other[id]?.processAllowed);
      const containerAllowed = one[id]?.containerAllowed === true || other[id]?.containerAllowed === true;
      return [id, { ...(processAllowed && { processAllowed }), ...(containerAllowed && { containerAllowed }) }];
    }),
  );
}

/** Absent is everything. What holds less than all of a part is left out, as when it is read from a file. */
function commonCoverage(
  one: ProfileCoverage | undefined,
  other: ProfileCoverage | undefined,
): ProfileCoverage | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  const both = profileParts.filter((part) => one[part] === 'all' && other[part] === 'all');
  return Object.fromEntries(both.map((part) => [part, 'all']));
}

function uniteLearning(one: LearningState | undefined, other: LearningState | undefined): LearningState | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return {
    context: one.context,
    savedMs: Math.max(one.savedMs, other.savedMs),
    // Not the sum: each went on from what the other had saved.
    runningMs: Math.max(one.runningMs, other.runningMs),
    cleanRuns: Math.max(one.cleanRuns, other.cleanRuns),
    missed: texts(one.missed, other.missed) ?? [],
  };
}

/** From the least to the most a rule can rely on. */
const progress = ['failed', 'initializing', 'ready', 'completed'] as const;
