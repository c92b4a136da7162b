import { dottedName } from '../syntax/dotted-name.ts';
import type { VariableExpr } from '../tree/expr.ts';
import type { Run } from './frame.ts';
import { located } from './located.ts';

export function interpretVariable({ variable, node }: VariableExpr): Run {
  const name = dottedName(node) ?? 'variable';
  return (frame) => {
    try {
      return variable.read(frame.root);
    } catch (error) {
      throw located(error, name, node);
    }
  };
}
