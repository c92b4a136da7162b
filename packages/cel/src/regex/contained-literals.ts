import type { PatternNode } from './pattern-node.ts';
import { sequenceOf } from './simplify.ts';
import { literalsIn, wordsOf } from './word.ts';

const mostAlternatives = 64;

/** How deep in a pattern literals are looked for: each level reads all that is below it once more. */
const deepest = 8;

/** Texts of which every match contains one: of all that there are, those whose shortest is longest. */
export function containedLiterals(node: PatternNode, depth = 0): readonly string[] | undefined {
  const [best] = contained(node, depth).sort((a, b) => shortest(b) - shortest(a) || a.length - b.length);
  return best;
}

function contained(node: PatternNode, depth: number): (readonly string[])[] {
  const found: (readonly string[])[] = [];
  let run: PatternNode[] = [];
  const endRun = () => {
    const words = wordsOf(sequenceOf(run), mostAlternatives);
    const texts = literalsIn(words);
    if (texts !== undefined) found.push(texts);
    run = [];
  };
  for (const item of node.kind === 'sequence' ? node.items : [node]) {
    run.push(item);
    if (!wordsOf(item, mostAlternatives).some(({ isOpen }) => isOpen)) continue;
    endRun();
    found.push(...within(item, depth + 1));
  }
  endRun();
  return found;
}

function within(item: PatternNode, depth: number): (readonly string[])[] {
  if (depth > deepest) return [];
  if (item.kind === 'repeat' && item.min > 0) return contained(item.body, depth);
  const best = item.kind === 'choice' ? item.items.map((one) => containedLiterals(one, depth)) : [];
  const isSure = best.length > 0 && best.every((texts) => texts !== undefined);
  const texts = isSure ? [...new Set(best.flatMap((some) => some ?? []))] : [];
  return texts.length > 0 && texts.length <= mostAlternatives ? [texts] : [];
}

function shortest(texts: readonly string[]): number {
  return Math.min(...texts.map(({ length }) => length));
}
