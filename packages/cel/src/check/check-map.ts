import type { Node, NodeOf } from '../syntax/node.ts';
import type { Expr } from '../tree/expr.ts';
import { formatType, isSimple, mapOf, type Type } from '../types/type.ts';
import { keyTypes } from '../types/type-groups.ts';
import { commonType, heldType } from './check-list.ts';
import { checkNode } from './check-node.ts';
import { type Context, refuse } from './context.ts';

/** `{key: value}`: a key twice is an error when it is evaluated, as keys need not be constant. */
export function checkMap(node: NodeOf<'map'>, context: Context): Expr {
  const entries = node.args.map(([key, value], index) => ({
    key: checkKey(key, context),
    value: checkNode(value, context),
    isOptional: node.optionals?.has(index) ?? false,
  }));
  const [keyNodes, valueNodes] = [node.args.map(([key]) => key), node.args.map(([, value]) => value)];
  const keys = entries.map(({ key }) => key.type);
  const values = entries.map(({ value, isOptional }, index) =>
    isOptional ? heldType(value.type, valueNodes[index] ?? node, context) : value.type,
  );
  const type = mapOf(commonType(keys, keyNodes, context), commonType(values, valueNodes, context));
  return { kind: 'map', type, node, entries };
}

function checkKey(node: Node, context: Context): Expr {
  const key = checkNode(node, context);
  const type = context.inference.resolve(key.type);
  if (isKeyType(type) || !context.isChecked) return key;
  return refuse('type', `Expected key of type ${keyTypes.join(', ')}, got "${formatType(type)}"`, node);
}

function isKeyType(type: Type): boolean {
  return type.kind === 'variable' || ['dyn' as const, ...keyTypes].some((name) => isSimple(type, name));
}
