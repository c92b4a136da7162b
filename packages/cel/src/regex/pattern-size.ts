import type { PatternNode } from './pattern-node.ts';

/** How many characters and assertions a pattern has once its repetitions are written out: what an engine makes of it. */
export function patternSize(node: PatternNode): number {
  if (node.kind === 'sequence' || node.kind === 'choice') {
    const size = node.items.reduce((sum, item) => sum + patternSize(item), 0);
    return node.kind === 'choice' ? size + node.items.length : Math.max(size, 1);
  }
  if (node.kind !== 'repeat') return 1;
  const times = node.max === Number.POSITIVE_INFINITY ? node.min : node.max;
  return patternSize(node.body) * Math.max(times, 1);
}
