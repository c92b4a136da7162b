import type { Node, NodeOf } from '../../syntax/node.ts';
import type { ComprehensionExpr, ComprehensionMacro, Expr, Local } from '../../tree/expr.ts';
import { bool, dyn, formatType, int, isSimple, listOf, mapOf, type Type } from '../../types/type.ts';
import { checkCondition } from '../check-logical.ts';
import { checkNode } from '../check-node.ts';
import { type Context, type Macro, refuse, withLocal } from '../context.ts';
import { variableName } from './variable-name.ts';

interface Shape {
  readonly macro: ComprehensionMacro;
  /** How many variables it declares. */
  readonly variables: 1 | 2;
  /** What follows them. */
  readonly body: readonly ('condition' | 'result')[];
}

type Shapes = Readonly<Record<string, readonly Shape[]>>;

const condition = ['condition'] as const;
const result = ['result'] as const;
const both = ['condition', 'result'] as const;

/** The macros of the standard, over the elements of lists and the keys of maps. */
export const standardShapes: Shapes = {
  all: [{ macro: 'all', variables: 1, body: condition }],
  exists: [{ macro: 'exists', variables: 1, body: condition }],
  exists_one: [{ macro: 'existsOne', variables: 1, body: condition }],
  existsOne: [{ macro: 'existsOne', variables: 1, body: condition }],
  filter: [{ macro: 'filter', variables: 1, body: condition }],
  map: [
    { macro: 'transformList', variables: 1, body: result },
    { macro: 'transformList', variables: 1, body: both },
  ],
};

/** Those of the extension `comprehensions2`: index and element, key and value. */
export const pairShapes: Shapes = {
  all: [{ macro: 'all', variables: 2, body: condition }],
  exists: [{ macro: 'exists', variables: 2, body: condition }],
  exists_one: [{ macro: 'existsOne', variables: 2, body: condition }],
  existsOne: [{ macro: 'existsOne', variables: 2, body: condition }],
  ...Object.fromEntries(
    (['transformList', 'transformMap', 'transformMapEntry'] as const).map((macro) => [
      macro,
      [result, both].map((body): Shape => ({ macro, variables: 2, body })),
    ]),
  ),
};

/** A macro that visits elements, in all the forms that it has. */
export function comprehensionMacro(shapes: readonly Shape[]): Macro {
  return (node, context) => {
    if (node.op !== 'rcall') return undefined;
    const args = node.args[2];
    const shape = shapes.find(({ variables, body }) => variables + body.length === args.length);
    return shape && expand(shape, node, context);
  };
}

function expand(shape: Shape, node: NodeOf<'rcall'>, context: Context): Expr {
  const [, receiver, args] = node.args;
  const range = checkNode(receiver, context);
  const types = itemTypes(context.inference.resolve(range.type), receiver, shape, context);
  const names = args.slice(0, shape.variables).map((arg) => variableName(arg, context));
  if (names.length === 2 && names[0] === names[1])
    refuse('syntax', `Duplicate variable "${names[0]}"`, args[1] ?? node);
  let inner = context;
  const locals = names.map((name, index): Local => {
    const local = { name, type: types[index] ?? dyn };
    inner = withLocal(inner, name, local);
    return local;
  });
  const [first, second] = locals;
  if (!first) throw new RangeError('Expected a variable');
  const parts = bodyOf(shape, args.slice(shape.variables), inner);
  const type = typeOf(shape, range, first, parts.result, context);
  return { kind: 'comprehension', type, node, macro: shape.macro, range, first, second, ...parts };
}

function bodyOf(
  { body }: Shape,
  nodes: readonly Node[],
  context: Context,
): Pick<ComprehensionExpr, 'condition' | 'result'> {
  const parts: { condition: Expr | undefined; result: Expr | undefined } = { condition: undefined, result: undefined };
  for (const [index, part] of body.entries()) {
    const node = nodes[index];
    if (node) parts[part] = part === 'condition' ? checkCondition(node, context) : checkNode(node, context);
  }
  return parts;
}

function itemTypes(range: Type, place: Node, { variables }: Shape, context: Context): readonly Type[] {
  if (range.kind === 'list') return variables === 1 ? [range.element] : [int, range.element];
  if (range.kind === 'map') return variables === 1 ? [range.key] : [range.key, range.value];
  if (isSimple(range, 'dyn') || range.kind === 'variable' || !context.isChecked) return [dyn, dyn];
  return refuse('type', `Expected list or map, got "${formatType(range)}"`, place);
}

function typeOf(
  { macro, variables }: Shape,
  range: Expr,
  first: Local,
  outcome: Expr | undefined,
  { inference }: Context,
): Type {
  const type = outcome?.type ?? dyn;
  switch (macro) {
    case 'filter':
      return listOf(first.type);
    case 'transformList':
      return listOf(type);
    case 'transformMap':
      return mapOf(variables === 2 ? keyType(inference.resolve(range.type)) : dyn, type);
    case 'transformMapEntry':
      return entryMap(type, outcome, inference);
    default:
      return bool;
  }
}

function keyType(range: Type): Type {
  if (range.kind === 'list') return int;
  return range.kind === 'map' ? range.key : dyn;
}

function entryMap(type: Type, outcome: Expr | undefined, inference: Context['inference']): Type {
  const map = mapOf(inference.fresh(), inference.fresh());
  if (!inference.accepts(map, type) && outcome) {
    refuse('type', `Expected map, got "${formatType(inference.resolve(type))}"`, outcome.node);
  }
  return map;
}
