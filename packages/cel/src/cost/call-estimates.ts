import { EvaluationFailure } from '../evaluation-failure.ts';
import { limits } from '../limits.ts';
import { parsePattern } from '../regex/parse-pattern.ts';
import { patternSize } from '../regex/pattern-size.ts';
import type { Expr } from '../tree/expr.ts';
import { built, builtList, type Extent, scalar, traversal, weight } from './extent.ts';

/** What a call costs on top of its arguments, and how large its result can be. */
export interface CallEstimate {
  readonly steps: number;
  readonly extent: Extent;
}

type Estimate = (extents: readonly Extent[], args: readonly Expr[]) => CallEstimate;

/** Of the expressions of a pattern, as in cel-go's cost model: one of four characters. */
const patternFactor = 0.25;
/** Reading a pattern that is only known when it is evaluated takes longer than matching it once. */
const stepsToReadPattern = 10;
/** A number or a time written out, and what stands around the elements of a list. */
const shownLength = 32;

const search: Estimate = ([text = scalar, part = scalar]) => ({ steps: searching(text, part), extent: scalar });

const compareEdge: Estimate = ([, part = scalar]) => ({ steps: traversal(part.length), extent: scalar });

const eachWithEach: Estimate = ([a = scalar, b = scalar]) => ({
  steps: a.count * b.count * Math.min(elementWeight(a), elementWeight(b)),
  extent: scalar,
});

const sort: Estimate = ([list = scalar, keys = list]) => ({
  steps: list.count * Math.log2(list.count + 1) * elementWeight(keys),
  extent: list,
});

/** The functions of the language whose cost or result is not in proportion to the size of their arguments. */
export const callEstimates: Readonly<Record<string, Estimate>> = {
  contains: search,
  indexOf: search,
  lastIndexOf: search,
  startsWith: compareEdge,
  endsWith: compareEdge,
  matches,
  split,
  replace,
  join,
  format,
  size: ([value = scalar]) => ({ steps: traversal(value.length), extent: scalar }),
  '+': add,
  'lists.range': range,
  flatten,
  distinct: ([list = scalar]) => ({ steps: list.count * elementWeight(list), extent: list }),
  sort,
  '@sortByAssociatedKeys': sort,
  'sets.contains': eachWithEach,
  'sets.equivalent': eachWithEach,
  'sets.intersects': eachWithEach,
};

/** Unlike in cel-go's cost model, where it is the product: long parts are looked for in linear time. */
function searching(text: Extent, part: Extent): number {
  return traversal(text.length) + traversal(part.length);
}

function matches([text = scalar, pattern = scalar]: readonly Extent[], [, node]: readonly Expr[]): CallEstimate {
  const known = node?.kind === 'constant' && typeof node.value === 'string' ? node.value : undefined;
  const size = known === undefined ? pattern.length : sizeOf(known);
  const reading = known === undefined ? pattern.length * stepsToReadPattern : 0;
  return { steps: traversal(text.length) * Math.max(1, size * patternFactor) + reading, extent: scalar };
}

/** With its repetitions written out; what is no pattern, or too deep a one, is never matched. */
function sizeOf(pattern: string): number {
  try {
    const node = pattern.length > limits.patternLength ? undefined : parsePattern(pattern);
    return node === undefined ? pattern.length : patternSize(node);
  } catch (error) {
    if (error instanceof EvaluationFailure) return pattern.length;
    throw error;
  }
}

function split([text = scalar, separator = scalar]: readonly Extent[]): CallEstimate {
  const extent = { ...builtList(text.length + 1, built(text.length)), together: text.length };
  return { steps: searching(text, separator) + extent.count, extent };
}

function replace(extents: readonly Extent[], [, node]: readonly Expr[]): CallEstimate {
  const [text = scalar, part = scalar, replacement = scalar] = extents;
  const least = node?.kind === 'constant' ? Math.max(1, part.length) : 1;
  const times = Math.floor(text.length / least) + 1;
  const extent = built(text.length + times * replacement.length);
  return { steps: searching(text, part) + times + traversal(extent.length), extent };
}

function join([list = scalar, separator = scalar]: readonly Extent[]): CallEstimate {
  const together = list.together ?? list.count * (list.element?.length ?? 0);
  const extent = built(together + list.count * separator.length);
  return { steps: list.count + traversal(extent.length), extent };
}

function format([text = scalar, values = scalar]: readonly Extent[]): CallEstimate {
  const extent = built(text.length + shown(values));
  return { steps: weight(values) + traversal(extent.length), extent };
}

function shown({ length, count, element = scalar }: Extent): number {
  return shownLength + length + (count === 0 ? 0 : count * shown(element));
}

/** Of texts, bytes and lists; numbers have neither length nor elements. */
function add([a = scalar, b = scalar]: readonly Extent[]): CallEstimate {
  const text = built(a.length + b.length);
  const list = builtList(a.count + b.count, largest(a.element, b.element));
  return { steps: traversal(text.length + list.count), extent: { ...list, length: text.length } };
}

function largest(a: Extent | undefined, b: Extent | undefined): Extent | undefined {
  return a && b ? (weight(a) > weight(b) ? a : b) : (a ?? b);
}

function range(_: readonly Extent[], [length]: readonly Expr[]): CallEstimate {
  const known = length?.kind === 'constant' && typeof length.value === 'bigint' ? Number(length.value) : undefined;
  const extent = builtList(Math.max(0, known ?? limits.listLength), scalar);
  return { steps: extent.count, extent };
}

function flatten([list = scalar]: readonly Extent[]): CallEstimate {
  const extent = builtList(leaves(list), undefined);
  return { steps: extent.count, extent };
}

function leaves({ count, element }: Extent): number {
  return count === 0 ? 1 : count * leaves(element ?? scalar);
}

function elementWeight({ element = scalar }: Extent): number {
  return weight(element);
}
