/** What is found by one gram of a text, and where in the text that stands. */
export interface Grammed {
  readonly value: string;
  readonly offset: number;
}

const none: readonly never[] = [];

/** Values by the gram of them that the fewest others have: some code units, eight bits of each, as one number. */
export class GramTable<Entry extends Grammed> {
  /** Code units of a gram: 1 to 4. */
  readonly length: number;
  readonly #mask: number;
  /** By hash: whether there can be a value at all. Nearly all places of a text are done with it. */
  readonly #filter: Uint8Array;
  readonly #values = new Map<number, Entry[]>();

  constructor(length: number, values: readonly Omit<Entry, 'offset'>[]) {
    this.length = length;
    this.#mask = length === 4 ? -1 : (1 << (8 * length)) - 1;
    this.#filter = new Uint8Array(2 ** Math.ceil(Math.log2(values.length * 16 + 256)));
    const grams = values.map(({ value }) => this.#gramsOf(value as string));
    const counts = new Map<number, number>();
    for (const gram of grams.flat()) counts.set(gram, (counts.get(gram) ?? 0) + 1);
    for (const [index, value] of values.entries()) this.#add(value, grams[index] ?? [], counts);
  }

  /** The gram that ends with a code unit, after the one before. */
  next(gram: number, unit: number): number {
    // Grams that are equal only in the bits that count cost a comparison more.
    return ((gram << 8) | (unit & 0xff)) & this.#mask;
  }

  mayHave(gram: number): boolean {
    return this.#filter[hash(gram) & (this.#filter.length - 1)] !== 0;
  }

  get(gram: number): readonly Entry[] {
    return this.#values.get(gram) ?? none;
  }

  #add(value: Omit<Entry, 'offset'>, grams: readonly number[], counts: ReadonlyMap<number, number>): void {
    const rarest = grams.reduce((best, gram) => ((counts.get(gram) ?? 0) < (counts.get(best) ?? 0) ? gram : best));
    const entries = this.#values.get(rarest) ?? [];
    this.#values.set(rarest, entries);
    entries.push({ ...value, offset: grams.indexOf(rarest) } as Entry);
    this.#filter[hash(rarest) & (this.#filter.length - 1)] = 1;
  }

  #gramsOf(value: string): number[] {
    const grams: number[] = [];
    let gram = 0;
    for (let i = 0; i < value.length; i++) {
      gram = this.next(gram, value.charCodeAt(i));
      if (i >= this.length - 1) grams.push(gram);
    }
    return grams;
  }
}

function hash(gram: number): number {
  const mixed = Math.imul(gram, 0x9e3779b1);
  return mixed ^ (mixed >>> 15);
}
