/** Texts that stand for others in a profile: one who may choose a name must not be able to write them into it. */
const patterns: ReadonlySet<string> = new Set(['*', '⋯', '⋯⋯']);

/** Whether a segment, a label or an argument would be read back as a pattern. */
export function isPattern(text: string): boolean {
  return patterns.has(text);
}
