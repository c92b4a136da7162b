import type { SourceContext } from '../source-context.ts';

/**
 * What mount namespaces are told apart by before an event is copied, in the order of their bits in the kernel. `unknown`
 * is every namespace that nobody has named yet, `ignored` one that nobody wants to hear of. In a class without `-profiled`
 * no container has a completed profile, so that rules which need one cannot fire there.
 */
export const filterClasses = [
  'unknown',
  'ignored',
  'learning',
  'host',
  'host-profiled',
  'kubernetes',
  'kubernetes-profiled',
  'standalone',
  'standalone-profiled',
] as const;

export type FilterClass = (typeof filterClasses)[number];

/** How far a container's profile is; a failed one and none are the same. */
export type ProfileProgress = 'none' | 'learning' | 'completed';

/** The class of a namespace. Where several profiles share one, as services on the host do: `learning` before `completed`. */
export function filterClassOf(context: SourceContext, profile: ProfileProgress): FilterClass {
  if (profile === 'learning') return 'learning';
  return profile === 'completed' ? `${context}-profiled` : context;
}

/** Which rules can fire in a class. */
export interface ClassScope {
  readonly contexts: readonly SourceContext[];
  readonly hasProfile: boolean;
}

/** @param watched the contexts that are watched at all */
export function scopeOf(name: FilterClass, watched: readonly SourceContext[]): ClassScope {
  if (name === 'ignored') return { contexts: [], hasProfile: false };
  if (name === 'unknown' || name === 'learning') return { contexts: watched, hasProfile: true };
  const context = name.replace('-profiled', '') as SourceContext;
  return { contexts: watched.filter((one) => one === context), hasProfile: name.endsWith('-profiled') };
}
