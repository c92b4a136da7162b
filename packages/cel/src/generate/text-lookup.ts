import { TextTrie, type TrieOptions } from './text-trie.ts';
import type { TrieTable } from './trie-table.ts';

/** What a text is tested against. */
export interface TextTests {
  /** What it may begin with, or end with where the trie reads backwards. */
  readonly parts: readonly string[];
  readonly wholes: readonly string[];
}

const partEnds = 1;
const wholeEnds = 2;

/** Whether a text has one of many beginnings, or is one of many texts. */
export function createTextTest({ parts, wholes }: TextTests, options: TrieOptions): (text: string) => boolean {
  const trie = new TextTrie(options);
  const [partNodes, wholeNodes] = [parts, wholes].map((texts) => texts.map((text) => trie.add(text)));
  const marks = new Uint8Array(trie.nodes);
  for (const node of wholeNodes ?? []) marks[node] = wholeEnds;
  for (const node of partNodes ?? []) marks[node] = (marks[node] ?? 0) | partEnds;
  const table = trie.table();
  return table ? testInTable(table, marks, trie.isBackward) : testInTrie(trie, marks);
}

function testInTrie(trie: TextTrie, marks: Uint8Array): (text: string) => boolean {
  return (text) => {
    let node = 0;
    for (let i = 0; i < text.length; i++) {
      if (((marks[node] as number) & partEnds) !== 0) return true;
      node = trie.follow(node, text.charCodeAt(trie.isBackward ? text.length - 1 - i : i));
      if (node === 0) return false;
    }
    return marks[node] !== 0;
  };
}

function testInTable(
  { columns, width, next }: TrieTable,
  marks: Uint8Array,
  isBackward: boolean,
): (text: string) => boolean {
  return (text) => {
    const { length } = text;
    let node = 0;
    for (let i = 0; i < length; i++) {
      if (((marks[node] as number) & partEnds) !== 0) return true;
      const unit = text.charCodeAt(isBackward ? length - 1 - i : i);
      node = unit < columns.length ? (next[node * width + (columns[unit] as number)] as number) : 0;
      if (node === 0) return false;
    }
    return marks[node] !== 0;
  };
}

export interface LookupOptions extends TrieOptions {
  /** What stands before the text: `.` of `'.' + name`. Only where the trie reads backwards. */
  readonly before?: string;
}

const none: readonly string[] = Object.freeze([]);

/** Those of many texts that a text begins with, or ends with; nothing is made for it. */
export function createTextLookup(
  texts: readonly string[],
  { before = '', ...options }: LookupOptions,
): (text: string) => readonly string[] {
  const trie = new TextTrie(options);
  const lists = listsOf(texts, trie);
  const table = trie.table();
  const follow = table ? followIn(table) : (node: number, unit: number) => trie.follow(node, unit);
  const { isBackward } = trie;
  return (text) => {
    const { length } = text;
    const all = length + before.length;
    let node = 0;
    let found = lists[0] ?? none;
    for (let i = 0; i < all; i++) {
      const unit = i < length ? text.charCodeAt(isBackward ? length - 1 - i : i) : before.charCodeAt(all - 1 - i);
      node = follow(node, unit);
      if (node === 0) return found;
      found = lists[node] ?? found;
    }
    return found;
  };
}

function followIn({ columns, width, next }: TrieTable): (node: number, unit: number) => number {
  return (node, unit) => (unit < columns.length ? (next[node * width + (columns[unit] as number)] as number) : 0);
}

/** By the node at which a text ends: it, and those that end on the way there. */
function listsOf(texts: readonly string[], trie: TextTrie): (readonly string[] | undefined)[] {
  const ending = Map.groupBy(texts, (text) => trie.add(text));
  const lists = new Array<readonly string[] | undefined>(trie.nodes).fill(undefined);
  for (const [end, [text = '']] of ending) lists[end] = trie.wayOf(text).flatMap((node) => ending.get(node) ?? []);
  return lists;
}
