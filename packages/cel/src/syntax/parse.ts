import { CelError } from '../cel-error.ts';
import { limits } from '../limits.ts';
import { checkDepth } from './check-depth.ts';
import { Cursor } from './cursor.ts';
import type { Node } from './node.ts';
import { parseExpression } from './parse-expression.ts';
import { expected } from './syntax-error.ts';

/**
 * The syntax tree of an expression: cel-spec, language definition, "Syntax", with cel-go's optional syntax and names in
 * backticks. Macros are calls; types and names are no concern of it.
 *
 * @throws CelError syntax, limit
 */
export function parse(source: string): Node {
  if (source.length > limits.sourceLength) {
    const place = { start: 0, end: source.length };
    throw new CelError('limit', `Too many characters "${source.length}", maximum ${limits.sourceLength}`, place);
  }
  const cursor = new Cursor(source);
  const root = parseExpression(cursor);
  if (cursor.token.kind !== 'end') throw expected('operator or end of expression', cursor.token);
  checkDepth(root);
  return root;
}
