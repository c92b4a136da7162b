import { generateShared } from '../generate/generate.ts';
import { Identities } from '../generate/identity.ts';
import type { SharedRead, SharedScope } from '../generate/shared-scope.ts';
import { childrenOfExpr } from '../tree/children.ts';
import type { Expr } from '../tree/expr.ts';
import { formatType } from '../types/type.ts';
import { SharedValue } from './shared-value.ts';

/** Fields that are decoded when they are read; others are read in no more time than a slot. */
const sharedFields: ReadonlySet<string> = new Set(['string', 'list(string)']);

/** What several rules need: answers of the host, and fields that have to be decoded. */
export class SharedValues implements SharedScope {
  readonly clock = { now: 0 };
  readonly #identities = new Identities(new Map());
  readonly #shared = new Set<number>();
  readonly #reads = new Map<number, SharedRead | undefined>();

  /** @param rules the expressions of each rule */
  constructor(rules: readonly (readonly Expr[])[]) {
    const counts = new Map<number, number>();
    for (const exprs of rules) {
      for (const id of this.#sharableIn(exprs)) counts.set(id, (counts.get(id) ?? 0) + 1);
    }
    for (const [id, count] of counts) if (count > 1) this.#shared.add(id);
  }

  idOf(expr: Expr): number {
    return this.#identities.of(expr);
  }

  of = (expr: Expr): SharedRead | undefined => {
    const id = this.idOf(expr);
    return this.#shared.has(id) ? this.#readOf(expr, id) : undefined;
  };

  /** Keeps the value of an expression, from now on for all. Undefined where no code can be generated. */
  share(expr: Expr): SharedValue | undefined {
    const id = this.idOf(expr);
    this.#shared.add(id);
    return this.#readOf(expr, id)?.slot as SharedValue | undefined;
  }

  #readOf(expr: Expr, id: number): SharedRead | undefined {
    if (this.#reads.has(id)) return this.#reads.get(id);
    const others = { clock: this.clock, of: (inner: Expr) => (this.idOf(inner) === id ? undefined : this.of(inner)) };
    const generated = generateShared(expr, others);
    const read = generated && { slot: new SharedValue(generated.evaluate, this.clock), value: generated.value };
    this.#reads.set(id, read);
    return read;
  }

  #sharableIn(exprs: readonly Expr[]): ReadonlySet<number> {
    const found = new Set<number>();
    const visit = (expr: Expr): boolean => {
      // All children are visited, whatever the first ones are.
      const isClosed = childrenOfExpr(expr).map(visit).every(Boolean) && expr.kind !== 'local';
      if (isClosed && isSharable(expr)) found.add(this.idOf(expr));
      return isClosed;
    };
    exprs.forEach(visit);
    return found;
  }
}

function isSharable(expr: Expr): boolean {
  if (expr.kind === 'field') return !expr.isTest && sharedFields.has(formatType(expr.type));
  return expr.kind === 'call' && expr.overloads.some(({ isPure }) => !isPure);
}
