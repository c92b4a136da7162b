import { anyMany, anyOne, matchSequence, type SequenceToken } from './match-sequence.ts';

/** Domain names of a profile, prepared for look-ups. */
export interface DomainSet {
  /** Whether the name is among them: without case and trailing dot, wildcards as recorded. */
  has(name: string): boolean;
}

/**
 * Prepares recorded domain names: a leading `*` is one label, a trailing `*` one or more, `⋯` one. A name that is nothing
 * but `*` is every domain.
 */
export function createDomainSet(recorded: Iterable<string>): DomainSet {
  const literals = new Set<string>();
  const patterns: (readonly SequenceToken[])[] = [];
  for (const name of recorded) {
    const labels = normalizeDomain(name).split('.');
    const tokens = labels.flatMap((label, index) => tokensOf(label, index === 0, index === labels.length - 1));
    if (tokens.every((token) => typeof token === 'string')) literals.add(labels.join('.'));
    else patterns.push(tokens);
  }
  return {
    has(name) {
      const normal = normalizeDomain(name);
      if (normal === '') return false;
      if (literals.has(normal)) return true;
      if (patterns.length === 0) return false;
      const labels = normal.split('.');
      return patterns.some((tokens) => matchSequence(tokens, labels));
    },
  };
}

function tokensOf(label: string, isFirst: boolean, isLast: boolean): readonly SequenceToken[] {
  if (label === '⋯') return [anyOne];
  if (label !== '*') return [label];
  if (isLast) return [anyOne, anyMany];
  return isFirst ? [anyOne] : [label];
}

function normalizeDomain(name: string): string {
  const bare = name.endsWith('.') ? name.slice(0, -1) : name;
  return bare.toLowerCase();
}
