/**
 * Values that are made once and kept as long as they are asked for: what nobody asks for between two calls of `age` is
 * forgotten. It ages by itself when it is full, so that it holds twice its maximum at most.
 */
export class Generations<V> {
  readonly #maximum: number;
  #now = new Map<string, V>();
  #before = new Map<string, V>();

  constructor(maximum: number) {
    this.#maximum = maximum;
  }

  get(key: string, make: () => V): V {
    const known = this.#now.get(key);
    if (known !== undefined) return known;
    const value = this.#before.get(key) ?? make();
    if (this.#now.size >= this.#maximum) this.age();
    this.#now.set(key, value);
    return value;
  }

  age(): void {
    this.#before = this.#now;
    this.#now = new Map();
  }
}
