import type { Node } from '../syntax/node.ts';
import { Uint } from '../values/uint.ts';

export interface IntegerLiteral {
  readonly value: bigint;
  /** `5u` */
  readonly isUnsigned: boolean;
  /** Another of its type. */
  readonly write: (value: bigint) => string;
}

/** An int or uint that is written out, with its sign; undefined for anything else. */
export function integerLiteral(node: Node): IntegerLiteral | undefined {
  if (node.op !== 'value') return undefined;
  if (typeof node.args === 'bigint') return { value: node.args, isUnsigned: false, write: String };
  if (!(node.args instanceof Uint)) return undefined;
  return { value: node.args.value, isUnsigned: true, write: (next) => `${next}u` };
}
