import { type Generated, generate } from '../generate/generate.ts';
import type { SharedScope } from '../generate/shared-scope.ts';
import type { Expr } from '../tree/expr.ts';
import type { Type } from '../types/type.ts';

export type Evaluate = (root: unknown) => unknown;

interface Parts {
  readonly type: Type;
  readonly tree: Expr;
  readonly folded: Expr;
  readonly interpret: Evaluate;
  /** Throws where a value is not of the type that was asked for; undefined where the compiler knows that it is. */
  readonly check: ((value: unknown) => void) | undefined;
}

/** A compiled expression before the border: takes what variables read from, gives a value of the language. */
export class InnerProgram {
  readonly type: Type;
  /** As it was checked. */
  readonly tree: Expr;
  /** The same with what can be known beforehand put in: what is evaluated. */
  readonly folded: Expr;
  /** The value without generated code. @throws CelError evaluation, limit */
  readonly interpret: Evaluate;
  readonly #interpreted: Evaluate;
  readonly #check: Parts['check'];
  #generated: Generated | undefined;

  constructor({ type, tree, folded, interpret, check }: Parts) {
    this.type = type;
    this.tree = tree;
    this.folded = folded;
    this.#interpreted = interpret;
    this.#check = check;
    this.interpret = checked(interpret, check);
  }

  /**
   * Gives the value. Generated when it is first asked for, as most programs of a command that only checks are never
   * evaluated; from then on a property of its own, such that nothing stands between caller and code.
   *
   * @throws CelError evaluation, limit
   */
  get evaluate(): Evaluate {
    const value = checked(this.#generate().evaluate, this.#check);
    Object.defineProperty(this, 'evaluate', { value });
    return value;
  }

  /** The value where others are evaluated with the same root, each piece that several need only once. */
  evaluateWith(shared: SharedScope): Evaluate {
    return checked(generate(this.folded, this.#interpreted, shared).evaluate, this.#check);
  }

  /** The JavaScript, for people. */
  get code(): string {
    return this.#generate().code;
  }

  #generate(): Generated {
    this.#generated ??= generate(this.folded, this.#interpreted);
    return this.#generated;
  }
}

function checked(evaluate: Evaluate, check: Parts['check']): Evaluate {
  if (!check) return evaluate;
  return (root) => {
    const value = evaluate(root);
    check(value);
    return value;
  };
}
