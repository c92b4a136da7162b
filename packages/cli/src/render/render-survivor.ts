import type { Survivor } from '@rulelibrary/rule-tester';
import type { Rule } from '@rulelibrary/schema';
import { toPrintable } from './to-printable.ts';

const longest = 200;

/** `file:line:column: Unnoticed change …`: what was written, and what may stand there without any case noticing. */
export function renderSurvivor({ mutant: { change, text, replacement }, place }: Survivor): string {
  const outcome = replacement === '' ? change : `${change} to "${oneLine(replacement)}"`;
  return `${place.file}:${place.line}:${place.column}: Unnoticed change of "${oneLine(text)}": ${outcome}`;
}

/** The same as data, with the whole expression after the change. */
export function survivorJson({ spec }: Rule, { mutant, place, pointer }: Survivor): object {
  const { change, text, replacement, source } = mutant;
  return { ...place, ruleId: spec.id, pointer, change, text, replacement, expression: source };
}

/** As much as says which piece it is: the place says where it stands. */
function oneLine(text: string): string {
  const line = toPrintable(text.trim().replace(/\s+/g, ' '));
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
}
