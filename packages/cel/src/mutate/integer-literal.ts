import type { ASTNode } from 'cel-js';

export interface IntegerLiteral {
  readonly value: bigint;
  /** `5u` */
  readonly isUnsigned: boolean;
  /** Another of its type. */
  readonly write: (value: bigint) => string;
}

/** An int or uint that is written out, with its sign; undefined for anything else. */
export function integerLiteral(node: ASTNode): IntegerLiteral | undefined {
  if (node.op === '-_') {
    const { args } = node;
    return args.op === 'value' && typeof args.args === 'bigint' ? signed(-args.args) : undefined;
  }
  if (node.op !== 'value') return undefined;
  const value: unknown = node.args;
  if (typeof value === 'bigint') return signed(value);
  const inner: unknown = typeof value === 'object' && value !== null ? value.valueOf() : undefined;
  return typeof inner === 'bigint' ? { value: inner, isUnsigned: true, write: (next) => `${next}u` } : undefined;
}

function signed(value: bigint): IntegerLiteral {
  return { value, isUnsigned: false, write: String };
}
