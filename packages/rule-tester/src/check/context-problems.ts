import { reservedContexts } from '@rulelibrary/engine';
import { nearest, type Problem, type Rule } from '@rulelibrary/schema';

const prefix = 'context:';

/**
 * Contexts in a rule's tags that nobody knows, as such a tag admits nothing: warnings, since a configuration may define
 * contexts of the user's own.
 * @param defined names of those
 */
export function contextProblems({ spec, placeOf }: Rule, defined: readonly string[] = []): readonly Problem[] {
  const known = [...reservedContexts, ...defined];
  return (spec.tags ?? []).flatMap((tag, index): Problem[] => {
    const name = tag.slice(prefix.length);
    if (!tag.startsWith(prefix) || known.includes(name)) return [];
    const near = nearest(name, known);
    const hint =
      near === undefined
        ? 'it admits nothing unless ownContexts of the configuration defines it'
        : `did you mean "${near}"?`;
    const { file, line, column } = placeOf(`/tags/${index}`);
    const message = `Unknown context "${name}"; ${hint}`;
    return [{ file, line, column, code: 'unknown-context', message, level: 'warning', ruleId: spec.id }];
  });
}
