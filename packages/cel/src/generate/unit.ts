import { limits } from '../limits.ts';
import { giveUp } from './give-up.ts';
import { type SupportName, support } from './support/index.ts';

const maxPieces = 4 * limits.nodes;

/** What the generated function refers to from outside: constants as c0, c1, …, and functions of {@link support}. */
export class Unit {
  readonly constants: unknown[] = [];
  readonly #names = new Map<unknown, string>();
  readonly #support = new Set<SupportName>();
  #count = 0;
  #pieces = 0;

  /** The name by which the code gets at a value: no value ever becomes text. */
  constant(value: unknown): string {
    const known = this.#names.get(value);
    if (known !== undefined) return known;
    const name = `c${this.constants.length}`;
    this.constants.push(value);
    this.#names.set(value, name);
    return name;
  }

  call(name: SupportName, ...args: readonly string[]): string {
    this.#support.add(name);
    return `${name}(${args.join(', ')})`;
  }

  /** The number at its end keeps it apart from all other names, whatever the base. */
  fresh(base: string): string {
    this.#count += 1;
    return `${base}_${this.#count}`;
  }

  /** @throws giveUp for code that would be too large: branches repeat what may not be computed yet */
  countPiece(): void {
    this.#pieces += 1;
    if (this.#pieces > maxPieces) giveUp();
  }

  /** Declares what the code refers to. Constants are `const`: V8 then takes them for what they are. */
  prologue(): string {
    const functions = [...this.#support].sort();
    const names = this.constants.map((_, index) => `c${index}`);
    return [
      "'use strict';",
      ...(functions.length > 0 ? [`const { ${functions.join(', ')} } = support;`] : []),
      ...(names.length > 0 ? [`const [${names.join(', ')}] = constants;`] : []),
    ].join('\n');
  }

  link(code: string, interpret: (root: unknown) => unknown): unknown {
    return new Function('constants', 'support', 'interpret', code)(this.constants, support, interpret);
  }
}
