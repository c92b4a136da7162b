import { TextTrie, type TrieOptions } from '../generate/text-trie.ts';
import type { Hits } from './hits.ts';

/** Rules by what a text begins with, or ends with where the options say so. */
export class PartIndex {
  readonly #trie: TextTrie;
  readonly #isBackward: boolean;
  /** By node: the rules whose value ends there. */
  readonly #rules: (number[] | undefined)[] = [];

  constructor(options: TrieOptions) {
    this.#trie = new TextTrie(options);
    this.#isBackward = this.#trie.isBackward;
  }

  add(value: string, rule: number): void {
    const node = this.#trie.add(value);
    while (this.#rules.length < this.#trie.nodes) this.#rules.push(undefined);
    const rules = this.#rules[node] ?? [];
    this.#rules[node] = rules;
    rules.push(rule);
  }

  find(text: string, hits: Hits): void {
    const { length } = text;
    let node = 0;
    for (let i = 0; i < length; i++) {
      node = this.#trie.follow(node, text.charCodeAt(this.#isBackward ? length - 1 - i : i));
      if (node === 0) return;
      const found = this.#rules[node];
      if (found !== undefined) hits.addAll(found);
    }
  }
}
