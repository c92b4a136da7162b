import { hasChar } from './char-set.ts';
import type { PatternNode } from './pattern-node.ts';

/** What is left of a match from a position on: it calls back for each way there is, until one says that it fits. */
type Matcher = (at: number, rest: (at: number) => boolean) => boolean;

/**
 * How many characters a plain backtracking matcher compares when it searches a text from each position: the model of which
 * linear time is proven. It is written from the definition of backtracking and shares nothing with the proof.
 */
export function countSteps(node: PatternNode, text: string): { readonly steps: number; readonly matches: boolean } {
  const points = Array.from(text, (char) => char.codePointAt(0) ?? 0);
  let steps = 0;
  const isWord = (at: number) => /^\w$/.test(String.fromCodePoint(points[at] ?? 0));
  const holds = (place: string, at: number) => {
    if (place === 'textStart') return at === 0;
    if (place === 'textEnd') return at === points.length;
    if (place === 'lineStart') return at === 0 || points[at - 1] === 10;
    if (place === 'lineEnd') return at === points.length || points[at] === 10;
    return (isWord(at - 1) !== isWord(at)) === (place === 'wordEdge');
  };
  const compile = (part: PatternNode): Matcher => {
    if (part.kind === 'opaque') throw new TypeError('Cannot count steps of a set that is not known');
    if (part.kind === 'assertion') return (at, rest) => holds(part.place, at) && rest(at);
    if (part.kind === 'chars') {
      return (at, rest) => {
        steps++;
        const point = points[at];
        return point !== undefined && hasChar(part.set, point) && rest(at + 1);
      };
    }
    if (part.kind === 'repeat') return repeat(compile(part.body), part.min, part.max);
    const items = part.items.map(compile);
    if (part.kind === 'choice') return (at, rest) => items.some((item) => item(at, rest));
    return items.reduceRight<Matcher>(
      (after, item) => (at, rest) => item(at, (next) => after(next, rest)),
      (at, rest) => rest(at),
    );
  };
  const matcher = compile(node);
  const matches = [...points, 0].some((_, at) => matcher(at, () => true));
  return { steps, matches };
}

function repeat(body: Matcher, min: number, max: number): Matcher {
  const from = (count: number): Matcher => {
    return (at, rest) => {
      const isMore = count < max && body(at, (next) => (next > at || count < min) && from(count + 1)(next, rest));
      return isMore || (count >= min && rest(at));
    };
  };
  return from(0);
}
