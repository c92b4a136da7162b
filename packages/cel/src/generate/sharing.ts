import { childrenOfExpr } from '../tree/children.ts';
import type { Expr, Local } from '../tree/expr.ts';
import { constantOf } from './constant-of.ts';
import { Identities } from './identity.ts';
import { isTotal } from './is-total.ts';

interface Uses {
  count: number;
  /** It stands in a loop whose variables it does not read: once before is enough. */
  isInvariant: boolean;
}

/** What an expression computes more than once, and what its variables stand for. */
export class Sharing {
  /** Variables that are but names of expressions, computed where they are first needed. */
  readonly #values = new Map<Local, Expr>();
  readonly #identities: Identities;
  readonly #uses = new Map<number, Uses>();
  readonly #locals = new Map<Expr, ReadonlySet<Local>>();
  readonly #loops = new Map<Expr, boolean>();
  readonly #depths = new Map<Local, number>();

  constructor(expr: Expr) {
    this.#nameValues(expr, new Set());
    this.#identities = new Identities(this.#values);
    this.#count(expr, 0);
  }

  /** What a variable stands for that is only another name. */
  valueOf(local: Local): Expr | undefined {
    return this.#values.get(local);
  }

  /** The number of an expression that is worth keeping once it is computed: the same for equal ones. */
  keptAs(expr: Expr): number | undefined {
    if (isTrivial(expr)) return undefined;
    const id = this.#identities.of(expr);
    const uses = this.#uses.get(id);
    return uses && (uses.count > 1 || uses.isInvariant) ? id : undefined;
  }

  /** The variables of loops that an expression reads. */
  localsOf(expr: Expr): ReadonlySet<Local> {
    let locals = this.#locals.get(expr);
    if (!locals) {
      locals = this.#computeLocals(expr);
      this.#locals.set(expr, locals);
    }
    return locals;
  }

  /** Whether its code has statements: all loops. */
  hasLoop(expr: Expr): boolean {
    let has = this.#loops.get(expr);
    if (has === undefined) {
      const value = expr.kind === 'local' ? this.#values.get(expr.local) : undefined;
      has =
        expr.kind === 'comprehension' || (value ? [value] : childrenOfExpr(expr)).some((child) => this.hasLoop(child));
      this.#loops.set(expr, has);
    }
    return has;
  }

  #computeLocals(expr: Expr): ReadonlySet<Local> {
    if (expr.kind === 'local') {
      const value = this.#values.get(expr.local);
      return value ? this.localsOf(value) : new Set([expr.local]);
    }
    const locals = new Set(childrenOfExpr(expr).flatMap((child) => [...this.localsOf(child)]));
    if (expr.kind !== 'comprehension') return locals;
    locals.delete(expr.first);
    if (expr.second) locals.delete(expr.second);
    return locals;
  }

  #nameValues(expr: Expr, seen: Set<Expr>): void {
    if (seen.has(expr)) return;
    seen.add(expr);
    if (expr.kind === 'bind') this.#values.set(expr.local, expr.value);
    const only = expr.kind === 'comprehension' ? onlyElement(expr.range) : undefined;
    if (expr.kind === 'comprehension' && only && !expr.second && isTotal(only)) this.#values.set(expr.first, only);
    for (const child of childrenOfExpr(expr)) this.#nameValues(child, seen);
  }

  /** @param depth of loops around it */
  #count(expr: Expr, depth: number): void {
    const meant = this.#meantBy(expr);
    if (meant !== expr) this.#count(meant, depth);
    else if (!isTrivial(expr)) this.#countUse(expr, depth);
  }

  /** What a name stands for, and what a declaration is about. */
  #meantBy(expr: Expr): Expr {
    if (expr.kind === 'bind') return expr.body;
    return (expr.kind === 'local' ? this.#values.get(expr.local) : undefined) ?? expr;
  }

  #countUse(expr: Expr, depth: number): void {
    const id = this.#identities.of(expr);
    const uses = this.#uses.get(id) ?? { count: 0, isInvariant: false };
    this.#uses.set(id, uses);
    uses.count += 1;
    const own = Math.max(0, ...[...this.localsOf(expr)].map((local) => this.#depths.get(local) ?? 0));
    if (own < depth) uses.isInvariant = true;
    if (uses.count === 1) this.#countChildren(expr, own);
  }

  #countChildren(expr: Expr, depth: number): void {
    if (expr.kind !== 'comprehension') {
      for (const child of childrenOfExpr(expr)) this.#count(child, depth);
      return;
    }
    const only = onlyElement(expr.range);
    const inner = only && !expr.second ? depth : depth + 1;
    // The fields of a variable that is only another name are read where it is declared, and again where it is used.
    for (const field of only && this.#values.has(expr.first) ? fieldsOf(only) : []) this.#count(field, depth);
    this.#depths.set(expr.first, inner);
    if (expr.second) this.#depths.set(expr.second, inner);
    this.#count(expr.range, depth);
    for (const part of [expr.condition, expr.result]) if (part) this.#count(part, inner);
  }
}

/** The element of a list that is written out with only one: a loop over it is a variable's declaration. */
export function onlyElement(range: Expr): Expr | undefined {
  if (range.kind !== 'list' || range.elements.length !== 1) return undefined;
  const [only] = range.elements;
  return only?.isOptional ? undefined : only?.value;
}

/** The fields that an expression reads. */
export function fieldsOf(expr: Expr): readonly Expr[] {
  return expr.kind === 'field' ? [expr] : childrenOfExpr(expr).flatMap(fieldsOf);
}

function isTrivial(expr: Expr): boolean {
  if (expr.kind === 'variable') return expr.variable.isRoot === true || expr.variable.constant !== undefined;
  if (expr.kind === 'field') return expr.field.isAbsent === true;
  return expr.kind === 'local' || expr.kind === 'fail' || constantOf(expr) !== undefined;
}
