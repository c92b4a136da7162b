import type { ContainerProfile, ProfileCoverage, ProfileDemand, ProfilePart } from '@rulelibrary/schema';
import { patternsOf } from './profile-demand.ts';

/**
 * The profile without what no rule reads; its coverage says what is left, so that a rule that comes later does not take what
 * was left out for something that never happened.
 */
export function keepDemanded(profile: ContainerProfile, demand: ProfileCoverage): ContainerProfile {
  const { status, completion, name, coverage, rulePolicies } = profile;
  const of = <T>(part: ProfilePart, entries: readonly T[] | undefined, textsOf: (entry: T) => readonly string[]) =>
    entries && kept(demand[part], entries, textsOf);
  const hasEgress = demand.egressDomains !== undefined || demand.egressAddresses !== undefined;
  const hasIngress = demand.ingressDomains !== undefined || demand.ingressAddresses !== undefined;
  const parts = {
    capabilities: of('capabilities', profile.capabilities, (name) => [name, `CAP_${name}`, name.replace(/^CAP_/, '')]),
    syscalls: of('syscalls', profile.syscalls, (name) => [name]),
    execs: of('execs', profile.execs, ({ path, args }) => (args?.[0] === undefined ? [path] : [path, args[0]])),
    opens: of('opens', profile.opens, ({ path }) => [path]),
    // A rule that asks for a host asks for all of them.
    endpoints: of('endpoints', profile.endpoints, ({ endpoint }) => [endpoint]),
    egress: hasEgress ? profile.egress : undefined,
    ingress: hasIngress ? profile.ingress : undefined,
    rulePolicies,
  };
  const present = Object.entries(parts).filter(([, value]) => value !== undefined);
  return {
    status,
    ...(completion && { completion }),
    coverage: coverageOf(coverage, demand),
    ...(name !== undefined && { name }),
    ...Object.fromEntries(present),
  };
}

function kept<T>(
  demand: ProfileDemand | undefined,
  entries: readonly T[],
  textsOf: (entry: T) => readonly string[],
): readonly T[] | undefined {
  if (demand === undefined || demand === 'all') return demand && entries;
  const patterns = patternsOf(demand);
  const matches = (text: string) =>
    // What stands for others may stand for one that matches.
    /[*⋯]/.test(text) ||
    patterns.some(([kind, wanted]) => {
      if (kind === 'exact') return text === wanted;
      if (kind === 'prefix') return text.startsWith(wanted);
      return kind === 'suffix' ? text.endsWith(wanted) : text.includes(wanted);
    });
  return entries.filter((entry) => textsOf(entry).some(matches));
}

/** Neighbours are kept whole or not at all. */
const wholeParts: ReadonlySet<string> = new Set<ProfilePart>([
  'egressDomains',
  'egressAddresses',
  'ingressDomains',
  'ingressAddresses',
]);

function coverageOf(observed: ProfileCoverage | undefined, demand: ProfileCoverage): ProfileCoverage {
  const wanted = Object.entries(demand) as [ProfilePart, ProfileDemand][];
  const held = wanted.filter(([part]) => observed === undefined || observed[part] !== undefined);
  return Object.fromEntries(
    // Of what was observed in part only, no more than that is covered.
    held.map(([part, patterns]) => {
      const seen = observed?.[part] ?? 'all';
      if (seen !== 'all') return [part, seen];
      return [part, wholeParts.has(part) ? 'all' : patterns];
    }),
  );
}
