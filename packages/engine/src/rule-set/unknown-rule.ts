import { nearest, type Problem } from '@rulelibrary/schema';
import { quote } from '@rulelibrary/schema/yaml';

/**
 * The words for a rule that is not there, with the nearest that is.
 * @param what of a rule it is: `rule`, `rule name`, `tag`
 */
export function unknownRule(
  name: string,
  known: Iterable<string>,
  what = 'rule',
): Pick<Problem, 'code' | 'message' | 'level'> {
  const near = nearest(name, known);
  const hint = near === undefined ? '' : `; did you mean "${near}"?`;
  return { code: 'unknown-rule', level: 'warning', message: `Unknown ${what} ${quote(name)}${hint}` };
}
