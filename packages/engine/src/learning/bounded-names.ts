import type { Addition } from './collapse-tree.ts';

/** Different texts, up to a number of them. */
export class BoundedNames {
  readonly #names = new Set<string>();
  readonly #maxNames: number;

  constructor(maxNames: number) {
    this.#maxNames = maxNames;
  }

  add(name: string): Addition {
    if (this.#names.has(name)) return 'known';
    if (this.#names.size >= this.#maxNames) return 'no-room';
    this.#names.add(name);
    return 'new';
  }

  /** In order. */
  list(): readonly string[] {
    return [...this.#names].sort();
  }
}
