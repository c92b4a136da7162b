import type { Variable } from '../scope.ts';
import { suggestion } from '../suggestion.ts';
import type { Node } from '../syntax-tree.ts';
import { typeType } from '../types/type.ts';
import { TypeValue } from '../values/type-value.ts';
import { type Code, type Context, constantCode, type Local, type Run, refuse } from './code.ts';
import { located } from './located.ts';

const typeNames = ['bool', 'int', 'uint', 'double', 'string', 'bytes', 'list', 'map', 'null_type', 'type'];

export function compileName(node: Node<'id'>, context: Context): Code {
  const name = node.args;
  const local = findLocal(name, context);
  if (local) return { type: local.type, run: (frame) => frame.locals[local.slot] };
  const variable = context.scope.variables.get(name);
  if (variable) return { type: variable.type, run: readVariable(variable, node) };
  if (typeNames.includes(name)) return constantCode(typeType, new TypeValue(name));
  return refuse('unknown-name', `Unknown variable "${name}"${suggestion(name, visibleNames(context))}`, node);
}

function readVariable(variable: Variable, node: Node<'id'>): Run {
  return (frame) => {
    try {
      return variable.read(frame.root);
    } catch (error) {
      throw located(error, node.args, node);
    }
  };
}

export function isVariable(name: string, context: Context): boolean {
  return findLocal(name, context) !== undefined || context.scope.variables.has(name);
}

function findLocal(name: string, context: Context): Local | undefined {
  let local = context.locals;
  while (local && local.name !== name) local = local.outer;
  return local;
}

function visibleNames(context: Context): string[] {
  const names = [...context.scope.variables.keys()];
  for (let local = context.locals; local; local = local.outer) names.unshift(local.name);
  return names;
}
