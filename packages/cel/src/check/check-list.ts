import type { Node, NodeOf } from '../syntax/node.ts';
import type { Expr } from '../tree/expr.ts';
import { holdsObject } from '../types/relations.ts';
import { dyn, formatType, listOf, optionalOf, type Type } from '../types/type.ts';
import { checkNode } from './check-node.ts';
import { type Context, refuse } from './context.ts';

/** `[a, b]`: of the common type of its elements, or dyn where they have none. */
export function checkList(node: NodeOf<'list'>, context: Context): Expr {
  const elements = node.args.map((element, index) => ({
    value: checkNode(element, context),
    isOptional: node.optionals?.has(index) ?? false,
  }));
  const types = elements.map(({ value, isOptional }, index) =>
    isOptional ? heldType(value.type, node.args[index] ?? node, context) : value.type,
  );
  return { kind: 'list', type: listOf(commonType(types, node.args, context)), node, elements };
}

/** What an element that is written with `?` holds: it has to be an optional. */
export function heldType(type: Type, node: Node, { inference, isChecked }: Context): Type {
  const held = inference.fresh();
  if (inference.accepts(optionalOf(held), type)) return held;
  if (!isChecked) return dyn;
  return refuse('type', `Expected optional_type, got "${formatType(inference.resolve(type))}"`, node);
}

/** The type that all have; dyn where they have none, a type yet to be found out where there are none. */
export function commonType(types: readonly Type[], nodes: readonly Node[], { inference }: Context): Type {
  let common: Type | undefined;
  for (const [index, type] of types.entries()) {
    const next: Type | undefined = common === undefined ? type : inference.join(common, type);
    if (!next && common && (holdsObject(inference.resolve(common)) || holdsObject(inference.resolve(type)))) {
      const [expected, got] = [formatType(inference.resolve(common)), formatType(inference.resolve(type))];
      refuse('type', `Expected ${expected}, got "${got}"`, nodes[index] ?? { start: 0, end: 0 });
    }
    common = next ?? dyn;
  }
  return common ?? inference.fresh();
}
