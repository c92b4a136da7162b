import type { SourceContext } from '@rulelibrary/engine';

/**
 * The first context that a rule's tags admit. `context:container` is any container, so it reads as `kubernetes`, as do rules
 * without a `context:` tag.
 */
export function defaultContext(tags: readonly string[]): SourceContext {
  const first = tags.find((tag) => tag.startsWith('context:'));
  if (first === 'context:host') return 'host';
  return first === 'context:standalone' ? 'standalone' : 'kubernetes';
}
