import { lowerUnit } from './support/texts.ts';
import { createTrieTable, type TrieTable } from './trie-table.ts';

/** How a trie reads texts. */
export interface TrieOptions {
  /** From the last code unit to the first. */
  readonly isBackward?: boolean;
  /** Letters A to Z of a text that is looked up are read as lower case. */
  readonly isLower?: boolean;
}

/**
 * The tree of many texts: finding which of them another text begins with takes as many steps as it has in common with
 * any of them, however many there are. The edges are in one hash table, so that it is small whatever the texts are.
 */
export class TextTrie {
  readonly isBackward: boolean;
  readonly #isLower: boolean;
  #count = 1;
  /** By slot: the node that an edge leaves, -1 where there is none; its code unit; the node that it leads to. */
  #nodes = new Int32Array(64).fill(-1);
  #units = new Uint16Array(64);
  #targets = new Int32Array(64);

  constructor({ isBackward = false, isLower = false }: TrieOptions) {
    this.isBackward = isBackward;
    this.#isLower = isLower;
  }

  /** Nodes are numbered from 0, at which every text begins. */
  get nodes(): number {
    return this.#count;
  }

  /** Adds a text, and gives the node at which it ends. */
  add(text: string): number {
    let node = 0;
    for (let i = 0; i < text.length; i++) {
      const unit = this.#unitAt(text, i);
      node = this.#find(node, unit) || this.#grow(node, unit);
    }
    return node;
  }

  /** The nodes on the way to the end of a text that was added. */
  wayOf(text: string): readonly number[] {
    const way = [0];
    for (let i = 0; i < text.length; i++) way.push(this.#find(way.at(-1) ?? 0, this.#unitAt(text, i)));
    return way;
  }

  /** The node that a code unit leads to; 0, to which nothing leads, where there is none. */
  follow(node: number, unit: number): number {
    return this.#find(node, this.#isLower ? lowerUnit(unit) : unit);
  }

  /** The same as a table, for steps that take less time; undefined where it would be large. */
  table(): TrieTable | undefined {
    const edges = [...this.#nodes.entries()]
      .filter(([, from]) => from >= 0)
      .map(([slot, from]) => ({ from, unit: this.#units[slot] ?? 0, to: this.#targets[slot] ?? 0 }));
    return createTrieTable(edges, this.#count, this.#isLower ? upperCase : none);
  }

  #unitAt(text: string, index: number): number {
    return text.charCodeAt(this.isBackward ? text.length - 1 - index : index);
  }

  #find(node: number, unit: number): number {
    const nodes = this.#nodes;
    const mask = nodes.length - 1;
    let slot = hash(node, unit) & mask;
    for (let owner = nodes[slot] as number; owner >= 0; owner = nodes[slot] as number) {
      if (owner === node && this.#units[slot] === unit) return this.#targets[slot] as number;
      slot = (slot + 1) & mask;
    }
    return 0;
  }

  #grow(node: number, unit: number): number {
    // Half of the table stays free: looking for what is not there then ends soon.
    if (this.#count * 2 > this.#nodes.length) this.#enlarge();
    this.#insert(node, unit, this.#count);
    this.#count += 1;
    return this.#count - 1;
  }

  #insert(node: number, unit: number, target: number): void {
    const mask = this.#nodes.length - 1;
    let slot = hash(node, unit) & mask;
    while ((this.#nodes[slot] as number) >= 0) slot = (slot + 1) & mask;
    this.#nodes[slot] = node;
    this.#units[slot] = unit;
    this.#targets[slot] = target;
  }

  #enlarge(): void {
    const [nodes, units, targets] = [this.#nodes, this.#units, this.#targets];
    this.#nodes = new Int32Array(nodes.length * 2).fill(-1);
    this.#units = new Uint16Array(nodes.length * 2);
    this.#targets = new Int32Array(nodes.length * 2);
    for (let slot = 0; slot < nodes.length; slot++) {
      const node = nodes[slot] as number;
      if (node >= 0) this.#insert(node, units[slot] as number, targets[slot] as number);
    }
  }
}

/** Letters A to Z, by those that they are read as. */
const upperCase = new Map(Array.from({ length: 26 }, (_, index) => [65 + index, 97 + index]));
const none: ReadonlyMap<number, number> = new Map();

function hash(node: number, unit: number): number {
  const mixed = Math.imul(Math.imul(node, 0x9e3779b1) ^ unit, 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
}
