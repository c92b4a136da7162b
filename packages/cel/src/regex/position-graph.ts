import type { CharSet } from './char-set.ts';
import type { PatternNode, RepeatNode } from './pattern-node.ts';

/** Positions, each with the number of ways that lead to it. */
export type Ways = ReadonlyMap<number, number>;

/** The end of the pattern, as a position. */
export const end = -1;

/**
 * The position automaton of a pattern (Glushkov, The abstract theory of automata, 1961): a position for each character of
 * it, and which can come next. Other than there, it counts the ways from one to the next: a backtracking engine tries all.
 */
export interface PositionGraph {
  /** The characters at each position. */
  readonly sets: readonly CharSet[];
  /** What can follow each position. */
  readonly next: readonly Ways[];
  /** What can come first where the text starts. */
  readonly first: Ways;
  /** What can come first elsewhere, where `^` does not hold. */
  readonly firstLater: Ways;
}

/** More are not worth the time of a proof: the largest pattern that a person wrote has a few hundred. */
const mostPositions = 2_000;
const mostEdges = 20_000;

/** Undefined for patterns that are too large, that repeat without bound what may be empty, or with a set not known. */
export function positionGraph(node: PatternNode): PositionGraph | undefined {
  try {
    const graph = { sets: [], next: [], edges: 0, startHolds: true };
    const whole = build(node, graph);
    for (const [position, ways] of whole.last) link(graph, position, end, ways);
    const later = build(node, { sets: [], next: [], edges: 0, startHolds: false });
    return { sets: graph.sets, next: graph.next, first: withEnd(whole), firstLater: withEnd(later) };
  } catch (error) {
    if (error instanceof NoGraph) return undefined;
    throw error;
  }
}

class NoGraph extends Error {}

interface Graph {
  readonly sets: CharSet[];
  readonly next: Map<number, number>[];
  edges: number;
  readonly startHolds: boolean;
}

/** A part of a pattern: what it begins and ends with, and in how many ways it matches without any character. */
interface Part {
  readonly first: Ways;
  readonly last: Ways;
  readonly empty: number;
}

const none: Ways = new Map();
const nothing: Part = { first: none, last: none, empty: 1 };

function build(node: PatternNode, graph: Graph): Part {
  if (node.kind === 'chars') return position(node.set, graph);
  if (node.kind === 'sequence') {
    return node.items.reduce((part: Part, item) => concat(part, build(item, graph), graph), nothing);
  }
  if (node.kind === 'choice') return node.items.map((item) => build(item, graph)).reduce(either);
  if (node.kind === 'repeat') return repeat(node, graph);
  if (node.kind === 'opaque') throw new NoGraph();
  // Other assertions count as holding everywhere: that is more ways than there are, never less.
  return node.place === 'textStart' && !graph.startHolds ? { ...nothing, empty: 0 } : nothing;
}

function position(set: CharSet, graph: Graph): Part {
  const index = graph.sets.push(set) - 1;
  graph.next.push(new Map());
  if (index >= mostPositions) throw new NoGraph();
  const ways = new Map([[index, 1]]);
  return { first: ways, last: ways, empty: 0 };
}

function repeat({ body, min, max }: RepeatNode, graph: Graph): Part {
  if (max === Number.POSITIVE_INFINITY) {
    return concat(copies(body, Math.max(min, 1) - 1, graph), loop(build(body, graph), min, graph), graph);
  }
  let optional = nothing;
  for (let i = min; i < max; i++) optional = either(nothing, concat(build(body, graph), optional, graph));
  return concat(copies(body, min, graph), optional, graph);
}

function copies(body: PatternNode, count: number, graph: Graph): Part {
  let part = nothing;
  for (let i = 0; i < count; i++) part = concat(part, build(body, graph), graph);
  return part;
}

function loop(part: Part, min: number, graph: Graph): Part {
  // How often an engine tries an iteration without a character is its own matter, so there is no bound to prove.
  if (part.empty > 0) throw new NoGraph();
  linkAll(part.last, part.first, graph);
  return min === 0 ? either(nothing, part) : part;
}

function concat(before: Part, after: Part, graph: Graph): Part {
  linkAll(before.last, after.first, graph);
  return {
    first: sum(before.first, after.first, before.empty),
    last: sum(after.last, before.last, after.empty),
    empty: before.empty * after.empty,
  };
}

function either(one: Part, other: Part): Part {
  return {
    first: sum(one.first, other.first, 1),
    last: sum(one.last, other.last, 1),
    empty: one.empty + other.empty,
  };
}

function sum(ways: Ways, more: Ways, times: number): Ways {
  if (times === 0 || more.size === 0) return ways;
  const result = new Map(ways);
  for (const [at, count] of more) result.set(at, (result.get(at) ?? 0) + bounded(count * times));
  return result;
}

function linkAll(last: Ways, first: Ways, graph: Graph): void {
  for (const [from, ways] of last) for (const [to, more] of first) link(graph, from, to, bounded(ways * more));
}

function link(graph: Graph, from: number, to: number, ways: number): void {
  const next = graph.next[from];
  if (++graph.edges > mostEdges) throw new NoGraph();
  next?.set(to, (next.get(to) ?? 0) + ways);
}

/** Far above what is accepted, and far below where numbers of ways would be infinite. */
function bounded(ways: number): number {
  return Math.min(ways, 1e9);
}

function withEnd({ first, empty }: Part): Ways {
  return empty === 0 ? first : new Map([...first, [end, bounded(empty)]]);
}
