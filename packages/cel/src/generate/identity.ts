import { childrenOfExpr } from '../tree/children.ts';
import type { Expr, Local } from '../tree/expr.ts';
import { Uint } from '../values/uint.ts';

/** The variables that surround an expression inside of the one whose identity is asked for, outermost first. */
interface Bound {
  readonly locals: readonly Local[];
  readonly ids: Map<Expr, number>;
}

/**
 * Numbers expressions so that those that always have the same value have the same number. The names of variables do
 * not matter: `l.exists(a, a == x)` and `l.exists(b, b == x)` are one.
 */
export class Identities {
  readonly #numbers = new Map<string, number>();
  readonly #objects = new Map<unknown, number>();
  readonly #free: Bound = { locals: [], ids: new Map() };
  readonly #values: ReadonlyMap<Local, Expr>;

  /** @param values what the variables stand for that are only another name of an expression */
  constructor(values: ReadonlyMap<Local, Expr>) {
    this.#values = values;
  }

  of(expr: Expr): number {
    return this.#in(expr, this.#free);
  }

  #in(expr: Expr, bound: Bound): number {
    const known = bound.ids.get(expr);
    if (known !== undefined) return known;
    const id = this.#compute(expr, bound);
    bound.ids.set(expr, id);
    return id;
  }

  #compute(expr: Expr, bound: Bound): number {
    if (expr.kind === 'local') {
      const value = this.#values.get(expr.local);
      if (value) return this.#in(value, bound);
      const position = bound.locals.lastIndexOf(expr.local);
      return this.#number(position < 0 ? `free ${this.#object(expr.local)}` : `bound ${position}`);
    }
    if (expr.kind === 'bind') return this.#in(expr.body, bound);
    if (expr.kind === 'comprehension') return this.#loop(expr, bound);
    const children = childrenOfExpr(expr).map((child) => this.#in(child, bound));
    return this.#number(`${this.#label(expr)} ${children.join(' ')}`);
  }

  #loop(expr: Extract<Expr, { kind: 'comprehension' }>, bound: Bound): number {
    const { macro, range, first, second, condition, result } = expr;
    const inner: Bound = { locals: [...bound.locals, first, ...(second ? [second] : [])], ids: new Map() };
    const parts = [condition, result].map((part) => (part ? this.#in(part, inner) : '-'));
    return this.#number(`loop ${macro} ${second ? 2 : 1} ${this.#in(range, bound)} ${parts.join(' ')}`);
  }

  /** All of an expression but its children. */
  #label(expr: Expr): string {
    switch (expr.kind) {
      case 'constant':
        return `constant ${this.#constant(expr.value)}`;
      case 'variable':
        return `variable ${this.#object(expr.variable)}`;
      case 'field':
        return `field ${this.#object(expr.field)} ${expr.isTest}`;
      case 'entry':
        return `entry ${this.#object(expr.name)} ${expr.isTest}`;
      case 'optionalSelect':
        return `select ${expr.field ? this.#object(expr.field) : ''}`;
      case 'call':
        return `call ${expr.overloads.map((overload) => this.#object(overload)).join(',')} ${expr.isCertain}`;
      case 'equal':
        return `equal ${expr.isNegated}`;
      case 'order':
        return `order ${expr.operator}`;
      case 'list':
        return `list ${expr.elements.map(({ isOptional }) => Number(isOptional)).join('')}`;
      case 'map':
        return `map ${expr.entries.map(({ isOptional }) => Number(isOptional)).join('')}`;
      default:
        return expr.kind;
    }
  }

  #constant(value: unknown): string {
    if (Array.isArray(value)) return `[${value.map((item) => this.#constant(item)).join(' ')}]`;
    if (value instanceof Uint) return `uint ${value.value}`;
    return Object.is(value, -0) ? '-0' : `${typeof value} ${this.#object(value)}`;
  }

  /** Of a string or a number the same for the same value; else for the same object. */
  #object(value: unknown): number {
    const id = this.#objects.get(value) ?? this.#objects.size;
    this.#objects.set(value, id);
    return id;
  }

  #number(key: string): number {
    const id = this.#numbers.get(key) ?? this.#numbers.size;
    this.#numbers.set(key, id);
    return id;
  }
}
