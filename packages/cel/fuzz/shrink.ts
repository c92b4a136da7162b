import type { Bindings } from '../src/program/program.ts';
import { formatType } from '../src/types/type.ts';
import type { Case } from './case.ts';
import { createRandom } from './random.ts';
import { literal } from './terms/literal.ts';
import { type Part, partsOf, type Term, textOf } from './terms/term.ts';

/** Makes a case smaller as long as the fault stays: parts give way to parts of their own, to literals, or to nothing. */
export function shrink(found: Case, isFault: (candidate: Case) => boolean, deadline: number): Case {
  let smallest = oneBinding(found, isFault);
  for (let smaller: Case | undefined = smallest; smaller; ) {
    smallest = smaller;
    smaller = nextSmaller(smallest, isFault, deadline);
  }
  return { ...smallest, bindings: smallest.bindings.map((bindings) => onlyNamed(bindings, smallest.term)) };
}

function oneBinding(found: Case, isFault: (candidate: Case) => boolean): Case {
  const single = found.bindings.map((bindings) => ({ ...found, bindings: [bindings] }));
  return single.find(isFault) ?? found;
}

function nextSmaller(found: Case, isFault: (candidate: Case) => boolean, deadline: number): Case | undefined {
  const size = textOf(found.term).length;
  for (const term of smallerTerms(found.term)) {
    if (Date.now() > deadline) return undefined;
    const candidate = { ...found, term };
    if (textOf(term).length < size && isFault(candidate)) return candidate;
  }
  return undefined;
}

/** Every term that is this one with one part made simpler, the largest steps first. */
function* smallerTerms(term: Term): Generator<Term> {
  yield* replacements(term);
  for (const [index, piece] of term.pieces.entries()) {
    if (typeof piece === 'string') continue;
    for (const smaller of smallerTerms(piece.term)) yield withPart(term, index, { ...piece, term: smaller });
    if (piece.isWrapped) yield withPart(term, index, { ...piece, isWrapped: false });
  }
}

function* replacements(term: Term): Generator<Term> {
  const type = formatType(term.type);
  for (const descendant of descendantsOf(term)) if (formatType(descendant.type) === type) yield descendant;
  for (let seed = 0; seed < 12; seed++) yield literal(term.type, createRandom(seed));
  for (const [index, piece] of term.pieces.entries()) {
    // `[a, b]` and `a && b && c` without one of them.
    if (typeof piece !== 'string') yield { ...term, pieces: without(term.pieces, index) };
  }
}

function without(pieces: Term['pieces'], index: number): Term['pieces'] {
  const isFirst = typeof pieces[index - 2] !== 'object';
  return pieces.filter((_, at) => at !== index && at !== (isFirst ? index + 1 : index - 1));
}

function* descendantsOf(term: Term): Generator<Term> {
  for (const { term: part } of partsOf(term)) {
    yield part;
    yield* descendantsOf(part);
  }
}

function withPart(term: Term, index: number, part: Part): Term {
  return { ...term, pieces: term.pieces.with(index, part) };
}

/** Variables that the expression does not name are left out. */
function onlyNamed(bindings: Bindings, term: Term): Bindings {
  const names = new Set(textOf(term).match(/\b[a-z]+\b/g));
  return Object.fromEntries(Object.entries(bindings).filter(([name]) => names.has(name)));
}
