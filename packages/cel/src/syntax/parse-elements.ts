import { CelError } from '../cel-error.ts';
import { limits } from '../limits.ts';
import type { Cursor } from './cursor.ts';
import type { Node } from './node.ts';
import { parseExpression } from './parse-expression.ts';
import { fieldName } from './parse-member.ts';

/**
 * The arguments of a call with their parentheses; a comma behind the last is no part of the grammar.
 * @throws CelError syntax, limit
 */
export function parseArguments(cursor: Cursor): Node[] {
  const args: Node[] = [];
  cursor.enter(cursor.take());
  if (!cursor.isAt(')')) {
    do {
      if (args.length === limits.arguments) {
        throw new CelError('limit', `Too many arguments, maximum ${limits.arguments}`, cursor.token);
      }
      args.push(parseExpression(cursor));
    } while (cursor.accept(','));
  }
  cursor.leave();
  cursor.expect(')');
  return args;
}

interface Optionals {
  readonly optionals: ReadonlySet<number> | undefined;
}

/** The elements of a list with their brackets. @throws CelError syntax, limit */
export function parseList(cursor: Cursor): Optionals & { readonly elements: readonly Node[] } {
  const { items, optionals } = parseItems(cursor, ']', () => parseExpression(cursor));
  return { elements: items, optionals };
}

/** The entries of a map with their braces. @throws CelError syntax, limit */
export function parseEntries(cursor: Cursor): Optionals & { readonly entries: readonly (readonly [Node, Node])[] } {
  const { items, optionals } = parseItems(cursor, '}', (): [Node, Node] => {
    const key = parseExpression(cursor);
    cursor.expect(':');
    return [key, parseExpression(cursor)];
  });
  return { entries: items, optionals };
}

/** The fields of a struct with their braces. @throws CelError syntax, limit */
export function parseFields(cursor: Cursor): Optionals & { readonly fields: readonly (readonly [string, Node])[] } {
  const { items, optionals } = parseItems(cursor, '}', (): [string, Node] => {
    const name = fieldName(cursor);
    cursor.expect(':');
    return [name, parseExpression(cursor)];
  });
  return { fields: items, optionals };
}

/** Any number of items, with `?` before those that are optional, and with or without a comma at the end. */
function parseItems<T>(cursor: Cursor, close: string, read: () => T): Optionals & { readonly items: readonly T[] } {
  const items: T[] = [];
  const optionals = new Set<number>();
  cursor.enter(cursor.take());
  while (!cursor.isAt(close)) {
    // By the grammar `[,]` is a list, too.
    if (items.length === 0 && cursor.accept(',')) break;
    if (items.length === limits.elements) {
      throw new CelError('limit', `Too many elements, maximum ${limits.elements}`, cursor.token);
    }
    if (cursor.accept('?')) optionals.add(items.length);
    items.push(read());
    if (!cursor.accept(',')) break;
  }
  cursor.leave();
  cursor.expect(close);
  return { items, optionals: optionals.size > 0 ? optionals : undefined };
}
