import { charsOf } from './char-set.ts';
import type { PatternNode } from './pattern-node.ts';

/** A beginning of what a pattern matches. */
export interface Word {
  readonly text: string;
  /** Nothing of the text comes before it. */
  readonly isStart: boolean;
  /** Nothing of the text comes after it. */
  readonly isEnd: boolean;
  /** More belongs to the match, which is left out here. */
  readonly isOpen: boolean;
}

/** Larger sets of characters would soon make too many words; it is better to leave off before them. */
const mostChars = (most: number) => Math.max(1, most / 16);

/** Bounds the work for many words of many characters each, all of which are in vain in the end. */
const mostText = 16_384;

const nothing: Word = { text: '', isStart: false, isEnd: false, isOpen: false };
const unknown: Word = { ...nothing, isOpen: true };

/**
 * Words of which every match begins with one; none where nothing matches. Where none is open, they are all matches.
 * @param most how many words at most: beginnings are left off rather than having more
 */
export function wordsOf(node: PatternNode, most: number): readonly Word[] {
  if (node.kind === 'chars')
    return charsOf(node.set, mostChars(most))?.map((text) => ({ ...nothing, text })) ?? [unknown];
  if (node.kind === 'sequence') return sequenceWords(node.items, most);
  if (node.kind === 'choice')
    return atMost(
      most,
      node.items.flatMap((item) => wordsOf(item, most)),
    );
  if (node.kind === 'repeat') return repeatWords(node, most);
  if (node.kind === 'assertion' && node.place === 'textStart') return [{ ...nothing, isStart: true }];
  if (node.kind === 'assertion' && node.place === 'textEnd') return [{ ...nothing, isEnd: true }];
  return [unknown];
}

function sequenceWords(items: readonly PatternNode[], most: number): readonly Word[] {
  let words: readonly Word[] = [nothing];
  for (const item of items) {
    if (words.every(({ isOpen }) => isOpen)) return words;
    words = followedBy(words, wordsOf(item, most), most);
  }
  return words;
}

function repeatWords({ body, min, max }: PatternNode & { readonly kind: 'repeat' }, most: number): readonly Word[] {
  const once = wordsOf(body, most);
  let words: readonly Word[] = [nothing];
  for (let i = 0; i < min && words.some(({ isOpen }) => !isOpen); i++) words = followedBy(words, once, most);
  if (max === min) return words;
  const isLast = max === min + 1;
  const more = followedBy(words, isLast ? once : once.map(open), most);
  return atMost(most, [...words, ...more]);
}

const open = (word: Word): Word => ({ ...word, isOpen: true });

/** Each word with each of what follows; those to which that would add too many are left open instead. */
function followedBy(words: readonly Word[], next: readonly Word[], most: number): readonly Word[] {
  const closed = words.filter(({ isOpen }) => !isOpen).length;
  const isTooMuch =
    words.length - closed + closed * next.length > most || closed * (words[0]?.text.length ?? 0) > mostText;
  if (isTooMuch) return words.map(open);
  return words.flatMap((word) => (word.isOpen ? [word] : next.flatMap((after) => joined(word, after))));
}

/** None where they contradict each other: nothing follows the end of the text, nothing comes before its start. */
function joined(word: Word, after: Word): Word[] {
  if ((word.isEnd && after.text !== '') || (after.isStart && word.text !== '')) return [];
  return [
    {
      text: word.text + after.text,
      isStart: word.isStart || after.isStart,
      isEnd: word.isEnd || after.isEnd,
      isOpen: after.isOpen,
    },
  ];
}

function atMost(most: number, words: readonly Word[]): readonly Word[] {
  return words.length > most ? [unknown] : words;
}

/** The texts of words, of which every match has one; undefined where one is empty, which every text has. */
export function literalsIn(words: readonly Word[]): readonly string[] | undefined {
  const isUseful = words.length > 0 && words.every(({ text }) => text !== '');
  return isUseful ? [...new Set(words.map(({ text }) => text))] : undefined;
}
