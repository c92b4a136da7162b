import { limits } from '../../limits.ts';
import type { Expr, Local } from '../../tree/expr.ts';
import { checkNode } from '../check-node.ts';
import { type Context, findLocal, type Macro, refuse, withLocal } from '../context.ts';
import { madeUpName, variableName } from './variable-name.ts';

/** `cel.bind(name, value, body)`. */
export const bindMacro: Macro = (node, context) => {
  if (node.op !== 'rcall' || node.args[2].length !== 3) return undefined;
  const [nameNode, valueNode, bodyNode] = node.args[2];
  if (!nameNode || !valueNode || !bodyNode) return undefined;
  const value = checkNode(valueNode, context);
  const local = { name: variableName(nameNode, context), type: value.type };
  const body = checkNode(bodyNode, withLocal(context, local.name, local));
  return { kind: 'bind', type: body.type, node, local, value, body };
};

/** `cel.block([a, b], body)`, in which `cel.index(0)` is a; b may use it already. What optimisers write. */
export const blockMacro: Macro = (node, context) => {
  if (node.op !== 'rcall' || node.args[2].length !== 2) return undefined;
  const [list, bodyNode] = node.args[2];
  if (list?.op !== 'list' || !bodyNode)
    return refuse('syntax', 'Expected list of values in cel.block(…)', list ?? node);
  if (list.args.length > limits.depth)
    refuse('limit', `Too many values "${list.args.length}", maximum ${limits.depth}`, list);
  let inner: Context = context;
  const bound: { local: Local; value: Expr }[] = [];
  for (const [index, valueNode] of list.args.entries()) {
    const value = checkNode(valueNode, inner);
    const local = { name: `@index ${index}`, type: value.type };
    inner = withLocal(inner, local.name, local);
    bound.push({ local, value });
  }
  const body = checkNode(bodyNode, inner);
  return bound.reduceRight<Expr>(
    (expr, { local, value }) => ({ kind: 'bind', type: expr.type, node, local, value, body: expr }),
    body,
  );
};

/** `cel.index(0)`, `cel.iterVar(0, 0)`. */
export const madeUpVariable: Macro = (node, context) => {
  const name = madeUpName(node);
  if (name === undefined) return undefined;
  const local = findLocal(name, context);
  if (!local) return refuse('unknown-name', `Unknown variable "${context.source.slice(node.start, node.end)}"`, node);
  return { kind: 'local', type: local.type, node, local };
};
