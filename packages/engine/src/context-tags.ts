import type { ContextInfo } from './contexts/context-info.ts';

const prefix = 'context:';

/** Where an event happened, as far as it decides which rules are for it. */
export type Place = Pick<ContextInfo, 'context' | 'ownContexts'>;

/**
 * Whether a rule's tags admit the place: any one `context:` tag that names its context or one of the user's own that it
 * belongs to, or `context:container` for any container. Rules without such a tag are for Kubernetes only, as all rules were
 * before there were contexts.
 */
export function admitsContext(tags: readonly string[], { context, ownContexts }: Place): boolean {
  const wanted = tags.filter((tag) => tag.startsWith(prefix)).map((tag) => tag.slice(prefix.length));
  if (wanted.length === 0) return context === 'kubernetes';
  if (wanted.includes(context) || (wanted.includes('container') && context !== 'host')) return true;
  return ownContexts.some((name) => wanted.includes(name));
}

/** The same for places that admit the same rules. How many there are is bounded by the configuration that names own contexts. */
export function placeKey({ context, ownContexts }: Place): string {
  return ownContexts.length === 0 ? context : `${context} ${ownContexts.join(' ')}`;
}
