import type { PatternNode } from './pattern-node.ts';
import { type Word, wordsOf } from './word.ts';

/** Beyond these many, one regular expression is faster than a call for each: measured on paths of 40 characters. */
const mostCalls = 3;

/** Words of which a text equals one: a set, however many. */
const mostWords = 1024;

/** The test without a regular expression, for patterns of a few plain words: `^/proc/`, `[.]so$`, `^(a|b)$`, `evil`. */
export function textTest(node: PatternNode): ((text: string) => boolean) | undefined {
  const words = wordsOf(node, mostWords);
  if (words.some(({ isOpen }) => isOpen)) return undefined;
  if (words.some(({ text, isStart, isEnd }) => text === '' && !(isStart && isEnd))) return () => true;
  const [equal, others] = [words.filter(isWhole), words.filter((word) => !isWhole(word))];
  if (others.length > mostCalls || (others.length > 1 && others.some(isInside))) return undefined;
  return anyOf([...equalTest(equal), ...others.map(wordTest)]);
}

const isWhole = ({ isStart, isEnd }: Word) => isStart && isEnd;
const isInside = ({ isStart, isEnd }: Word) => !isStart && !isEnd;

type Test = (text: string) => boolean;

function equalTest(words: readonly Word[]): Test[] {
  const texts = new Set(words.map(({ text }) => text));
  const [only] = texts;
  if (only === undefined) return [];
  return [texts.size === 1 ? (text) => text === only : (text) => texts.has(text)];
}

function wordTest({ text: word, isStart, isEnd }: Word): Test {
  if (isStart) return (text) => text.startsWith(word);
  return isEnd ? (text) => text.endsWith(word) : (text) => text.includes(word);
}

function anyOf(tests: readonly Test[]): Test {
  const [first, second, ...rest] = tests;
  if (first === undefined) return () => false;
  if (second === undefined) return first;
  const others = anyOf([second, ...rest]);
  return (text) => first(text) || others(text);
}
