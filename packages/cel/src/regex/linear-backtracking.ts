import { atomsOf } from './atoms.ts';
import type { PatternNode } from './pattern-node.ts';
import { type PositionGraph, positionGraph, type Ways } from './position-graph.ts';

/**
 * Whether a backtracking engine, as the RegExp of JavaScript is, searches any text for the pattern in linear time: proven
 * by counting, so false says only that there is no proof.
 *
 * Such an engine walks each path through the position automaton that spells a part of the text, from each place of the
 * text where a match may begin, and none twice. So its work is at most the sum, over the characters of the text, of the
 * paths that end at that character, each times the ways to go on from it. The vector that says how many paths end in each
 * position follows from the one before and from the next character alone, which makes vectors the states of an automaton
 * (the subset construction, with counts). If its states are finitely many and in none the work exceeds `mostWork`,
 * a text of n characters takes at most mostWork · (n + 1) steps. That is what is computed here, and nothing else assumed.
 *
 * For a pattern that begins with ^ this holds if and only if its automaton has bounded ambiguity for the beginnings of
 * words (Weber and Seidl, On the degree of ambiguity of finite automata, 1991); one-unambiguous expressions
 * (Brüggemann-Klein and Wood, One-unambiguous regular languages, 1998) are those with one path at most. Where a match may
 * begin anywhere, paths begin at each character: `a*b` on `aaaa` then has as many as there are characters, and is refused.
 */
export function hasLinearBacktracking(node: PatternNode): boolean {
  const graph = positionGraph(node);
  return graph !== undefined && (hasFewPaths(graph) || hasBoundedVectors(graph));
}

/** Steps for each character of the text. */
const mostWork = 256;

/** Bounds on the proof itself, a few milliseconds: most patterns have ten vectors. */
const mostVectors = 3_000;
const mostAtoms = 500;
const mostSteps = 200_000;

/** Without loops, all paths from one beginning may be few, whatever the text: each place is then a beginning. */
function hasFewPaths({ first, next }: PositionGraph): boolean {
  let paths = 0;
  for (let ways = first; ways.size > 0; ways = followers(ways, next)) {
    paths += total(ways);
    if (paths > mostWork) return false;
  }
  return true;
}

function followers(ways: Ways, next: PositionGraph['next']): Ways {
  const result = new Map<number, number>();
  for (const [position, count] of ways) {
    for (const [to, times] of next[position] ?? []) result.set(to, (result.get(to) ?? 0) + count * times);
  }
  return result;
}

function hasBoundedVectors(graph: PositionGraph): boolean {
  const atoms = atomsOf(graph.sets, mostAtoms);
  if (atoms === undefined || total(graph.first) > mostWork) return false;
  const seen = new Set<string>();
  // The vector without any path is that of a text which has none of the pattern's characters.
  const open = [...split(graph.first, atoms), new Map()];
  let steps = 0;
  for (let vector = open.pop(); vector !== undefined; vector = open.pop()) {
    const key = keyOf(vector);
    if (seen.has(key)) continue;
    seen.add(key);
    const ways = sum(followers(vector, graph.next), graph.firstLater);
    steps += ways.size * atoms.length;
    if (total(ways) > mostWork || seen.size > mostVectors || steps > mostSteps) return false;
    open.push(...split(ways, atoms));
  }
  return true;
}

/** What is left of the ways once the next character is known: a vector for each atom that any position takes. */
function split(ways: Ways, atoms: readonly (readonly number[])[]): Ways[] {
  const vectors = new Map<number, Map<number, number>>();
  for (const [position, count] of ways) {
    for (const atom of atoms[position] ?? []) {
      const vector = vectors.get(atom) ?? new Map<number, number>();
      vectors.set(atom, vector.set(position, count));
    }
  }
  return [...vectors.values()];
}

function sum(ways: Ways, more: Ways): Ways {
  const result = new Map(ways);
  for (const [position, count] of more) result.set(position, (result.get(position) ?? 0) + count);
  return result;
}

function total(ways: Ways): number {
  let all = 0;
  for (const count of ways.values()) all += count;
  return all;
}

function keyOf(vector: Ways): string {
  return [...vector].sort(([a], [b]) => a - b).join(' ');
}
