import type { Random } from '../random.ts';
import { names, texts } from './edges.ts';

const words: readonly string[] = ['/', 'a', 'b', 'B', '/bin', '/etc/', 'é', '😀', ...names];

/** Short texts of few words: many begin and end with one another. */
export function likelyText(random: Random): string {
  if (random.chance(0.3)) return random.pick(texts);
  return Array.from({ length: random.int(4) }, () => random.pick(words)).join('');
}
