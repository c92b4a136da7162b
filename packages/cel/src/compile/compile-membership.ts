import type { TextRange } from '../cel-error.ts';
import type { Node } from '../syntax-tree.ts';
import { accepts } from '../types/relations.ts';
import { bool, formatType, isSimple, type Type } from '../types/type.ts';
import { equals } from '../values/equals.ts';
import { isMap, mapFind } from '../values/map-value.ts';
import { shownType } from '../values/type-of.ts';
import { type Code, type Context, type Frame, type Run, refuse } from './code.ts';
import { compileNode } from './compile-node.ts';
import { countIterations } from './count-iterations.ts';
import { refuseOperands } from './mismatch.ts';

/** `value in list`, `key in map`. */
export function compileMembership(node: Node<'in'>, context: Context): Code {
  const left = compileNode(node.args[0], context);
  const right = compileNode(node.args[1], context);
  const member = memberType(right.type);
  if (!member && !isSimple(right.type, 'dyn') && right.type.kind !== 'empty') {
    refuse('type', `Expected list or map, got "${formatType(right.type)}"`, node.args[1]);
  }
  if (member && !accepts(member, left.type)) refuseOperands(node, left, right);
  return { type: bool, run: constantMembership(left, right) ?? membership(left.run, right.run, node) };
}

function memberType(type: Type): Type | undefined {
  if (type.kind === 'list') return type.element;
  return type.kind === 'map' ? type.key : undefined;
}

/** A list of constant texts becomes a set: rules compare with a hundred domains. */
function constantMembership(left: Code, right: Code): Run | undefined {
  const { constant } = right;
  if (!isSimple(left.type, 'string') || !Array.isArray(constant)) return undefined;
  if (!constant.every((item) => typeof item === 'string')) return undefined;
  const texts: ReadonlySet<unknown> = new Set(constant);
  const { run } = left;
  return (frame) => texts.has(run(frame));
}

/** Counted like a comprehension: inside of one it is what multiplies. */
function contains(
  list: readonly unknown[],
  value: unknown,
  { frame, place }: { frame: Frame; place: TextRange },
): boolean {
  countIterations(frame, list.length, place);
  return list.some((item) => equals(value, item));
}

function membership(left: Run, right: Run, node: Node<'in'>): Run {
  return (frame) => {
    const value = left(frame);
    const container = right(frame);
    if (Array.isArray(container)) return contains(container, value, { frame, place: node });
    if (isMap(container)) return mapFind(container, value) !== undefined;
    return refuse('evaluation', `Expected list or map, got "${shownType(container)}"`, node.args[1]);
  };
}
