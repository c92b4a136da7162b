import type { ASTNode } from 'cel-js';
import { quoted } from '../quoted.ts';
import type { Node } from '../syntax-tree.ts';
import { accepts } from '../types/relations.ts';
import { bool, isSimple, type Type } from '../types/type.ts';
import { equals } from '../values/equals.ts';
import type { Uint } from '../values/uint.ts';
import { type Code, type Context, type Run, refuse } from './code.ts';
import { compileNode } from './compile-node.ts';
import { refuseOperands } from './mismatch.ts';

/** `==` and `!=`: both sides of one type; only dyn compares across types. */
export function compileEquality(node: Node<'==' | '!='>, context: Context): Code {
  refuseAmbiguity(node, context);
  const left = compileNode(node.args[0], context);
  const right = compileNode(node.args[1], context);
  if (!comparable(left.type, right.type)) refuseOperands(node, left, right);
  return { type: bool, run: comparison(left, right, node.op === '==') };
}

function comparable(a: Type, b: Type): boolean {
  // An object may be compared with null, as messages may in the standard.
  const [first, second] = a.kind === 'object' ? [a, b] : [b, a];
  return accepts(a, b) || (first.kind === 'object' && isSimple(second, 'null_type'));
}

function comparison(left: Code, right: Code, positive: boolean): Run {
  const [a, b] = [left.run, right.run];
  const both = (name: Parameters<typeof isSimple>[1]) => isSimple(left.type, name) && isSimple(right.type, name);
  if (both('string') || both('bool') || both('int') || both('double')) {
    return (frame) => (a(frame) === b(frame)) === positive;
  }
  // Identity: comparing field by field would decode every field of an event.
  if (left.type.kind === 'object' && right.type.kind === 'object')
    return (frame) => (a(frame) === b(frame)) === positive;
  if (both('uint')) return (frame) => ((a(frame) as Uint).value === (b(frame) as Uint).value) === positive;
  return (frame) => equals(a(frame), b(frame)) === positive;
}

/**
 * In the standard `a == b < c` is `(a == b) < c`; cel-js reads `a == (b < c)`. Nobody means the first, so it has to be
 * written with parentheses.
 */
function refuseAmbiguity(node: Node<'==' | '!='>, context: Context): void {
  const [left, right] = node.args;
  if (!isRelation(right)) return;
  if (context.source.slice(left.end, right.start).includes('(')) return;
  refuse(
    'syntax',
    `Ambiguous comparison ${quoted(context.source.slice(node.start, node.end))}; write parentheses`,
    node,
  );
}

function isRelation(node: ASTNode): boolean {
  return ['<', '<=', '>', '>=', 'in'].includes(node.op);
}
