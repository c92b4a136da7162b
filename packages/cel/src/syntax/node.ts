import type { TextRange } from '../cel-error.ts';
import type { Uint } from '../values/uint.ts';

/** A literal: int as bigint, uint as {@link Uint}, double as number. */
export type Literal = string | bigint | Uint | number | boolean | null | Uint8Array;

export type BinaryOperator = '==' | '!=' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | '/' | '%' | 'in' | '&&' | '||';

interface Operands {
  readonly value: Literal;
  /** A name; `.a` with the dot for one that is looked up at the root. */
  readonly id: string;
  readonly '.': readonly [operand: Node, name: string];
  readonly '.?': readonly [operand: Node, name: string];
  readonly '[]': readonly [operand: Node, index: Node];
  readonly '[?]': readonly [operand: Node, index: Node];
  /** The name with its leading dot, if it has one. */
  readonly call: readonly [name: string, args: readonly Node[]];
  readonly rcall: readonly [name: string, receiver: Node, args: readonly Node[]];
  readonly list: readonly Node[];
  readonly map: readonly (readonly [key: Node, value: Node])[];
  /** `Type{field: value}`; the name of the type as it is written. */
  readonly struct: readonly [type: string, fields: readonly (readonly [name: string, value: Node])[]];
  readonly '?:': readonly [condition: Node, yes: Node, no: Node];
  readonly '!_': Node;
  readonly '-_': Node;
}

type OperandsOf<Op extends Operator> = Op extends keyof Operands ? Operands[Op] : readonly [left: Node, right: Node];

export type Operator = keyof Operands | BinaryOperator;

/**
 * A piece of an expression. Its range begins with its first token and ends with its last, the parentheses around its
 * operands included, those around itself not: in `(a || b) && c` that of `a || b` is `a || b`, that of `&&` is all.
 */
export interface NodeOf<Op extends Operator> extends TextRange {
  readonly op: Op;
  readonly args: OperandsOf<Op>;
  /** Of a selection or a method call: where its name begins. Of an operator: where the operator does. Else `start`. */
  readonly pos: number;
  /** Of a list, map or struct: the positions of the elements that are written with `?`. */
  readonly optionals?: ReadonlySet<number>;
}

export type Node = { [Op in Operator]: NodeOf<Op> }[Operator];
