import { quoted } from '../../quoted.ts';
import { checkHas } from '../check-select.ts';
import { type Macro, refuse } from '../context.ts';

/** `has(operand.name)`. */
export const has: Macro = (node, context) => {
  if (node.op !== 'call' || node.args[1].length !== 1) return undefined;
  const [argument] = node.args[1];
  if (argument?.op === '.') return checkHas(argument, context);
  const got = context.source.slice(argument?.start, argument?.end);
  return refuse('type', `Expected field such as event.path in has(…), got ${quoted(got)}`, argument ?? node);
};
