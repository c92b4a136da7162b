/** The positions of rules that are found for an event, each once. */
export class Hits {
  /** The first `count` are valid: in ascending order once they are sorted. */
  readonly positions: Int32Array;
  count = 0;
  readonly #marks: Int32Array;
  #round = 0;

  constructor(size: number) {
    this.positions = new Int32Array(size);
    this.#marks = new Int32Array(size);
  }

  clear(): void {
    this.count = 0;
    // The marks of old rounds are forgotten before a round comes up again.
    if (this.#round === 0x7fff_ffff) this.#marks.fill(0);
    this.#round = this.#round === 0x7fff_ffff ? 1 : this.#round + 1;
  }

  add(position: number): void {
    if (this.#marks[position] === this.#round) return;
    this.#marks[position] = this.#round;
    this.positions[this.count] = position;
    this.count += 1;
  }

  addAll(positions: readonly number[]): void {
    for (let i = 0; i < positions.length; i++) this.add(positions[i] as number);
  }

  /** Every position. */
  fill(): void {
    this.clear();
    for (let position = 0; position < this.positions.length; position++) this.add(position);
  }

  sort(): void {
    if (this.count > fewPositions) this.positions.subarray(0, this.count).sort();
    else sortFew(this.positions, this.count);
  }
}

/** Below it sorting by insertion takes less time. */
const fewPositions = 24;

function sortFew(positions: Int32Array, count: number): void {
  for (let i = 1; i < count; i++) {
    const position = positions[i] as number;
    let at = i;
    for (; at > 0 && (positions[at - 1] as number) > position; at--) positions[at] = positions[at - 1] as number;
    positions[at] = position;
  }
}
