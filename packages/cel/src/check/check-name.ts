import { suggestion } from '../suggestion.ts';
import type { Node, NodeOf } from '../syntax/node.ts';
import type { Expr } from '../tree/expr.ts';
import { typeNamed } from '../types/named-type.ts';
import { TypeValue } from '../values/type-value.ts';
import { type Context, candidatesOf, fault, findLocal } from './context.ts';

export function checkName(node: NodeOf<'id'>, context: Context): Expr {
  const name = node.args;
  const local = findLocal(name, context);
  if (local) return { kind: 'local', type: local.type, node, local };
  const known = checkGlobal(name, node, context);
  if (known) return known;
  const message = `Unknown variable "${name}"${suggestion(name, visibleNames(context))}`;
  return fault({ code: 'unknown-name', message, node }, context);
}

/** A variable of the environment or a type, by its full name. */
export function checkGlobal(name: string, node: Node, context: Context): Expr | undefined {
  for (const candidate of candidatesOf(name, context)) {
    const variable = context.scope.variables.get(candidate);
    if (variable) return { kind: 'variable', type: variable.type, node, variable };
    const type = typeNamed(candidate);
    if (type) return { kind: 'constant', type: { kind: 'type', of: type }, node, value: new TypeValue(candidate) };
  }
  return undefined;
}

function visibleNames({ scope, bound }: Context): string[] {
  const names = [...scope.variables.keys()];
  for (let at = bound; at; at = at.outer) names.unshift(at.name);
  return names;
}
