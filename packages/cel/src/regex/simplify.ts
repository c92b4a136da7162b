import { type CharSet, charSet } from './char-set.ts';
import { empty, isEmpty, type PatternNode } from './pattern-node.ts';

const endless = Number.POSITIVE_INFINITY;

/**
 * A pattern that matches the same texts and leaves an engine fewer ways to do so: `(a*)*` becomes `a*`, `a|b` one set,
 * `foo|fob` becomes `fo[ob]`. Order of choices and greed are not kept: they never decide whether a pattern matches.
 */
export function simplify(node: PatternNode): PatternNode {
  if (node.kind === 'sequence') return sequenceOf(node.items.map(simplify));
  if (node.kind === 'choice') return choiceOf(node.items.map(simplify));
  if (node.kind === 'repeat') return repeatOf(simplify(node.body), node.min, node.max);
  return node;
}

/** One after the other, without a sequence in a sequence. */
export function sequenceOf(items: readonly PatternNode[]): PatternNode {
  const flat = items.flatMap((item) => (item.kind === 'sequence' ? item.items : [item]));
  return flat.length === 1 && flat[0] !== undefined ? flat[0] : { kind: 'sequence', items: flat };
}

/** One of them: characters as one set, an empty choice as an optional rest, a common beginning once. */
export function choiceOf(items: readonly PatternNode[]): PatternNode {
  const flat = items.flatMap((item) => (item.kind === 'choice' ? item.items : [item]));
  const kept = factor(flat.filter((item) => !isEmpty(item)));
  const [first] = kept;
  const choice: PatternNode = kept.length === 1 && first !== undefined ? first : { kind: 'choice', items: kept };
  if (kept.length === 0) return empty;
  return flat.some(isEmpty) ? repeatOf(choice, 0, 1) : choice;
}

/** The repetition. One of a repetition is one repetition where both are `*`, `+` or `?`. */
export function repeatOf(body: PatternNode, min: number, max: number): PatternNode {
  if (max === 0 || isEmpty(body)) return empty;
  if (min === 1 && max === 1) return body;
  if (body.kind === 'repeat' && isSimple(min, max) && isSimple(body.min, body.max)) {
    return repeatOf(body.body, min * body.min, Math.max(max, body.max));
  }
  if (max !== endless) return { kind: 'repeat', body, min, max };
  const { node, wasOptional } = loopBody(body);
  return { kind: 'repeat', body: node, min: wasOptional ? 0 : min, max };
}

function isSimple(min: number, max: number): boolean {
  return min <= 1 && (max === 1 || max === endless);
}

/**
 * What a loop repeats, without repetitions that the loop does anyway: `a*|b` as `a|b`, half of the star normal form of
 * Brüggemann-Klein (Regular expressions into finite automata, 1993).
 */
function loopBody(node: PatternNode): { readonly node: PatternNode; readonly wasOptional: boolean } {
  if (node.kind === 'repeat' && isSimple(node.min, node.max)) {
    const inner = loopBody(node.body);
    return { node: inner.node, wasOptional: inner.wasOptional || node.min === 0 };
  }
  if (node.kind !== 'choice') return { node, wasOptional: false };
  const items = node.items.map(loopBody);
  return { node: choiceOf(items.map((item) => item.node)), wasOptional: items.some((item) => item.wasOptional) };
}

/** Choices that begin alike, joined at their beginning, so that an engine decides where they differ. */
function factor(items: readonly PatternNode[]): PatternNode[] {
  const groups = Map.groupBy(joinChars(items).map(itemsOf), ([first]) => JSON.stringify(first));
  return [...groups.values()].map((group) => {
    const shared = group.length === 1 ? Number.POSITIVE_INFINITY : commonLength(group);
    const beginning = group[0]?.slice(0, shared) ?? [];
    return sequenceOf([...beginning, choiceOf(group.map((rest) => sequenceOf(rest.slice(shared))))]);
  });
}

function itemsOf(node: PatternNode): readonly PatternNode[] {
  return node.kind === 'sequence' ? node.items : [node];
}

function commonLength(group: readonly (readonly PatternNode[])[]): number {
  const keys = group.map((items) => items.map((item) => JSON.stringify(item)));
  const length = keys[0]?.findIndex((key, i) => keys.some((other) => other[i] !== key)) ?? 0;
  return length < 0 ? (keys[0]?.length ?? 0) : length;
}

function joinChars(items: readonly PatternNode[]): PatternNode[] {
  const sets = items.flatMap((item): CharSet => (item.kind === 'chars' ? item.set : []));
  const others = items.filter((item) => item.kind !== 'chars');
  return sets.length === 0 ? others : [{ kind: 'chars', set: charSet(sets) }, ...others];
}
