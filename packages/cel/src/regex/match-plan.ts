import { EvaluationFailure } from '../evaluation-failure.ts';
import { limits } from '../limits.ts';
import { containedLiterals } from './contained-literals.ts';
import { hasLinearBacktracking } from './linear-backtracking.ts';
import { parsePattern } from './parse-pattern.ts';
import type { PatternNode } from './pattern-node.ts';
import { patternSize } from './pattern-size.ts';
import { re2Test } from './re2-test.ts';
import { simplify } from './simplify.ts';
import { textTest } from './text-test.ts';
import { toRegExp } from './to-reg-exp.ts';
import { trim } from './trim.ts';
import { wordsOf } from './word.ts';

type Test = (text: string) => boolean;

/** How a pattern is matched: by comparing texts, by JavaScript's own engine, or by that of RE2. */
export interface MatchPlan {
  readonly engine: 'text' | 'native' | 're2';
  readonly test: Test;
}

/**
 * The fastest way to match a pattern that takes linear time whatever the text. RE2 says what is a pattern, in every case.
 *
 * @throws EvaluationFailure for what is no pattern of RE2; limit for one too large
 */
export function matchPlan(pattern: string): MatchPlan {
  if (pattern.length > limits.patternLength) tooLarge(`${limits.patternLength} characters`);
  const node = parsePattern(pattern);
  const size = node === undefined ? 0 : patternSize(node);
  if (size > limits.patternSize) tooLarge(`${limits.patternSize} characters with its repetitions written out`);
  const re2 = re2Test(pattern, size);
  return node === undefined ? { engine: 're2', test: re2 } : planOf(trim(simplify(node)), re2);
}

function tooLarge(maximum: string): never {
  throw new EvaluationFailure(`Too large pattern, maximum ${maximum}`, 'limit');
}

function planOf(node: PatternNode, re2: Test): MatchPlan {
  const text = textTest(node);
  if (text !== undefined) return { engine: 'text', test: text };
  const regExp = hasLinearBacktracking(node) ? toRegExp(node) : undefined;
  if (regExp === undefined) return { engine: 're2', test: behindLiteral(node, behindPrefix(node, re2)) };
  return { engine: 'native', test: behindPrefix(node, withFallback(regExp, re2)) };
}

/** V8 remembers where to come back to in 64 MB at most and throws beyond: that much text takes RE2. */
function withFallback(regExp: RegExp, re2: Test): Test {
  return (text) => {
    try {
      return regExp.test(text);
    } catch {
      return re2(text);
    }
  };
}

/** One character is compared before an engine is asked, which takes twice as long to say no. */
function behindPrefix(node: PatternNode, test: Test): Test {
  const [word, ...others] = wordsOf(node, 1);
  if (!word?.isStart || word.text === '' || others.length > 0) return test;
  const index = word.text.length - 1;
  const unit = word.text.charCodeAt(index);
  return (text) => text.charCodeAt(index) === unit && test(text);
}

/** RE2 takes four times as long to say no as the search for a literal that every match has. */
function behindLiteral(node: PatternNode, test: Test): Test {
  const [literal, ...others] = containedLiterals(node) ?? [];
  if (literal === undefined || others.length > 0) return test;
  return (text) => text.includes(literal) && test(text);
}
