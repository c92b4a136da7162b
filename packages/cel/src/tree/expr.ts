import type { ObjectField, Overload, Variable } from '../scope.ts';
import type { Node } from '../syntax/node.ts';
import type { Type } from '../types/type.ts';

/** A variable that an expression itself declares: of a macro, or of `cel.bind`. One object for each declaration. */
export interface Local {
  readonly name: string;
  readonly type: Type;
}

interface Base {
  /** No type variable is left in it; dyn where only the values tell. */
  readonly type: Type;
  /** What it was written as: the place of errors, and what traces show. Macros give several expressions one node. */
  readonly node: Node;
}

export interface ConstantExpr extends Base {
  readonly kind: 'constant';
  readonly value: unknown;
}

export interface VariableExpr extends Base {
  readonly kind: 'variable';
  readonly variable: Variable;
}

export interface LocalExpr extends Base {
  readonly kind: 'local';
  readonly local: Local;
}

/** `operand.name` of a declared object type. */
export interface FieldExpr extends Base {
  readonly kind: 'field';
  readonly operand: Expr;
  readonly field: ObjectField;
  /** `has(operand.name)`: a bool. */
  readonly isTest: boolean;
}

/** `operand.name` of a map or of dyn, whose value may be an optional: then of what it holds, as an optional. */
export interface EntryExpr extends Base {
  readonly kind: 'entry';
  readonly operand: Expr;
  readonly name: string;
  /** `has(operand.name)`: a bool. */
  readonly isTest: boolean;
}

/** `operand[index]` of a list, a map, dyn, or an optional of these. */
export interface IndexExpr extends Base {
  readonly kind: 'index';
  readonly operand: Expr;
  readonly index: Expr;
}

/**
 * `operand.?name` and `operand[?index]`: an optional. Of a declared object the field is given; else the key is looked
 * up in a list, a map or dyn. An operand that is an optional is looked into.
 */
export interface OptionalSelectExpr extends Base {
  readonly kind: 'optionalSelect';
  readonly operand: Expr;
  readonly key: Expr;
  readonly field?: ObjectField | undefined;
}

/** A call of a function, a method (receiver first) or an operator that has overloads. */
export interface CallExpr extends Base {
  readonly kind: 'call';
  /** As messages show it: `startsWith`, `+`. */
  readonly name: string;
  readonly args: readonly Expr[];
  /** Those that the types admit. */
  readonly overloads: readonly Overload[];
  /** The first overload is the one, whatever the values; else the first whose parameters the values fit. */
  readonly isCertain: boolean;
}

/** `a && b && c`; each term is bool or dyn. */
export interface LogicalExpr extends Base {
  readonly kind: 'and' | 'or';
  readonly terms: readonly Expr[];
}

export interface NotExpr extends Base {
  readonly kind: 'not';
  readonly operand: Expr;
}

export interface ChoiceExpr extends Base {
  readonly kind: 'choice';
  readonly condition: Expr;
  readonly yes: Expr;
  readonly no: Expr;
}

export interface EqualExpr extends Base {
  readonly kind: 'equal';
  readonly left: Expr;
  readonly right: Expr;
  /** `!=`. */
  readonly isNegated: boolean;
}

export interface OrderExpr extends Base {
  readonly kind: 'order';
  readonly operator: '<' | '<=' | '>' | '>=';
  readonly left: Expr;
  readonly right: Expr;
}

/** `element in container`: a list, a map or dyn. */
export interface MembershipExpr extends Base {
  readonly kind: 'membership';
  readonly element: Expr;
  readonly container: Expr;
}

export interface ListExpr extends Base {
  readonly kind: 'list';
  /** An optional one is an optional value: left out when it holds nothing. */
  readonly elements: readonly { readonly value: Expr; readonly isOptional: boolean }[];
}

export interface MapExpr extends Base {
  readonly kind: 'map';
  readonly entries: readonly { readonly key: Expr; readonly value: Expr; readonly isOptional: boolean }[];
}

export type ComprehensionMacro =
  | 'all'
  | 'exists'
  /** Exactly one; every element is visited, and errors are not absorbed. */
  | 'existsOne'
  /** The elements, or the keys, for which the condition holds: a list. */
  | 'filter'
  /** The results of the elements for which the condition, if any, holds: a list. */
  | 'transformList'
  /** With the keys as they are (of a list the indexes): a map. */
  | 'transformMap'
  /** The results are maps of one entry, put together; the same key twice is an error. */
  | 'transformMapEntry';

export interface ComprehensionExpr extends Base {
  readonly kind: 'comprehension';
  readonly macro: ComprehensionMacro;
  readonly range: Expr;
  /** With one variable the elements of a list or the keys of a map; with two the index or the key … */
  readonly first: Local;
  /** … and the element or the value. */
  readonly second: Local | undefined;
  /** Of all, exists, existsOne and filter; of the others what is left out when it does not hold, if any. */
  readonly condition: Expr | undefined;
  /** Of transformList, transformMap and transformMapEntry. */
  readonly result: Expr | undefined;
  /** How much each element counts against the bound on visited elements; without it 1. */
  readonly weight?: number;
  /** It counts the more the longer the texts are that the program is evaluated with. */
  readonly isScaled?: true;
  /** Each result counts as well, by its size: it is new, and it stays. */
  readonly isMeasured?: true;
}

/** `cel.bind` and `cel.block`: each value is computed at most once, where it is first needed; its error is its user's. */
export interface BindExpr extends Base {
  readonly kind: 'bind';
  readonly local: Local;
  readonly value: Expr;
  readonly body: Expr;
}

/** What an unchecked expression cannot do, found when it is evaluated: a name or an overload that does not exist. */
export interface FailExpr extends Base {
  readonly kind: 'fail';
  readonly message: string;
  /** Evaluated before: their errors come first. */
  readonly args: readonly Expr[];
}

/** An expression, checked: names are resolved, macros expanded, overloads chosen. */
export type Expr =
  | ConstantExpr
  | VariableExpr
  | LocalExpr
  | FieldExpr
  | EntryExpr
  | IndexExpr
  | OptionalSelectExpr
  | CallExpr
  | LogicalExpr
  | NotExpr
  | ChoiceExpr
  | EqualExpr
  | OrderExpr
  | MembershipExpr
  | ListExpr
  | MapExpr
  | ComprehensionExpr
  | BindExpr
  | FailExpr;
