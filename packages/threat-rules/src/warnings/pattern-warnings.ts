import type { CompiledRule } from '../compile/compiled-rule.ts';
import type { Warning } from './warning.ts';

/** Regular expressions that never compile: what they stand in fails on every event. */
export function patternWarnings({ rule, conditions }: CompiledRule): Warning[] {
  return conditions.flatMap(({ pointer, brokenPatterns }) =>
    brokenPatterns.map(({ start, message }): Warning => {
      return { ...rule.document.placeInText(pointer, start), code: 'pattern', message };
    }),
  );
}
