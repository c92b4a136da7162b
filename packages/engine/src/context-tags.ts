import type { SourceContext } from './source-context.ts';

const prefix = 'context:';

/**
 * Whether a rule's tags admit the context: any one `context:` tag that names it, or `context:container` for any container.
 * Rules without such a tag are for Kubernetes only, as all rules were before there were contexts.
 */
export function admitsContext(tags: readonly string[], context: SourceContext): boolean {
  const wanted = tags.filter((tag) => tag.startsWith(prefix)).map((tag) => tag.slice(prefix.length));
  if (wanted.length === 0) return context === 'kubernetes';
  return wanted.includes(context) || (wanted.includes('container') && context !== 'host');
}
