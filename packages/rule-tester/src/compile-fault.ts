import { createEngine } from '@rulelibrary/engine';
import { formatProblem, type Rule } from '@rulelibrary/schema';

/** Everything that keeps the rule's expressions from compiling, one a line with file, line and column; undefined when nothing does. */
export function compileFault(rule: Rule): string | undefined {
  const { problems } = createEngine({ rules: [rule], includeDisabled: true });
  return problems.length === 0 ? undefined : problems.map(formatProblem).join('\n');
}
