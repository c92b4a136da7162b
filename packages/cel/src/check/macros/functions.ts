import type { Expr, Local } from '../../tree/expr.ts';
import { dyn, listOf } from '../../types/type.ts';
import { checkNode } from '../check-node.ts';
import { callByName } from '../check-overload.ts';
import { type Macro, withLocal } from '../context.ts';
import { variableName } from './variable-name.ts';

/** `math.greatest(a, b, c)` and `math.least(…)`: of any number of numbers, or of a list of them. */
export function extremeMacro(name: 'math.@max' | 'math.@min'): Macro {
  return (node, context) => {
    if (node.op !== 'rcall' || node.args[2].length === 0) return undefined;
    const args = node.args[2].map((arg) => checkNode(arg, context));
    if (args.length <= 2) return callByName(name, args, node, context);
    const elements = args.map((value) => ({ value, isOptional: false }));
    let type = args[0]?.type ?? dyn;
    for (const arg of args) type = context.inference.join(type, arg.type) ?? dyn;
    return callByName(name, [{ kind: 'list', type: listOf(type), node, elements }], node, context);
  };
}

/** `list.sortBy(x, key)`: the elements in the order of their keys. */
export const sortBy: Macro = (node, context) => {
  if (node.op !== 'rcall' || node.args[2].length !== 2) return undefined;
  const [, receiver, [nameNode, keyNode]] = node.args;
  if (!nameNode || !keyNode) return undefined;
  const range = checkNode(receiver, context);
  const type = context.inference.resolve(range.type);
  const list: Local = { name: '@list', type: range.type };
  const first: Local = { name: variableName(nameNode, context), type: type.kind === 'list' ? type.element : dyn };
  const result = checkNode(keyNode, withLocal(context, first.name, first));
  const held: Expr = { kind: 'local', type: list.type, node: receiver, local: list };
  const keys: Expr = {
    kind: 'comprehension',
    type: listOf(result.type),
    node,
    macro: 'transformList',
    range: held,
    first,
    second: undefined,
    condition: undefined,
    result,
  };
  const body = callByName('@sortByAssociatedKeys', [held, keys], node, context);
  return { kind: 'bind', type: body.type, node, local: list, value: range, body };
};
