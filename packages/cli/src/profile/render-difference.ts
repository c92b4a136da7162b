import type { Paint } from '../render/paint.ts';
import { shorten } from '../render/shorten.ts';
import { toPrintable } from '../render/to-printable.ts';
import type { diffProfiles, ProfileDifference } from './diff-profiles.ts';
import { profileSections } from './profile-entries.ts';

const maxEntry = 200;

/** What differs, as `diff` shows it: `-` has only the first, `+` only the second. */
export function renderDifference({ differences, unpaired }: ReturnType<typeof diffProfiles>, paint: Paint): string {
  const groups = Map.groupBy(differences, ({ workload, container }) => `${workload}  ${container}`);
  return [
    ...[...groups].flatMap(([name, entries]) => [paint('bold', toPrintable(name)), ...sectionLines(entries, paint)]),
    ...unpaired.map(({ workload, container, only }) => marked(only, `${workload}  ${container}`, paint)),
  ]
    .map((line) => `${line}\n`)
    .join('');
}

function sectionLines(differences: readonly ProfileDifference[], paint: Paint): string[] {
  const sections = Map.groupBy(differences, ({ section }) => section);
  return [...sections].flatMap(([section, entries]) => [
    `  ${profileSections[section]}`,
    ...entries.map(({ only, entry }) => `  ${marked(only, entry.filter(Boolean).join('  '), paint)}`),
  ]);
}

function marked(only: 'first' | 'second', text: string, paint: Paint): string {
  const line = `${only === 'first' ? '-' : '+'} ${shorten(toPrintable(text), maxEntry)}`;
  return paint(only === 'first' ? 'red' : 'green', line);
}
