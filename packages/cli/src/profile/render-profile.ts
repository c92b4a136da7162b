import type { NamedProfile, ProfileDemand } from '@rulelibrary/schema';
import type { Paint } from '../render/paint.ts';
import { shorten } from '../render/shorten.ts';
import { toPrintable } from '../render/to-printable.ts';
import { workloadText } from './load-named-profiles.ts';
import { type EntryColumns, entriesOf, type ProfileSection, profileSections } from './profile-entries.ts';
import { spanText } from './render-list.ts';

/** A line that is longer is read by nobody; the whole stands in the other formats. In characters. */
const maxCell = 160;
const lineWidth = 100;

/** A profile as a person reads it. */
export function renderProfile(named: NamedProfile, paint: Paint): string {
  const { profile, containerName } = named;
  const sections = Object.keys(profileSections) as ProfileSection[];
  return [
    paint('bold', toPrintable(`${workloadText(named)}  ${containerName}`)),
    ...detailsOf(named).map(([name, text]) => `  ${paint('dim', name.padEnd(10))}${toPrintable(text)}`),
    ...sections.flatMap((section) => sectionLines(section, entriesOf(profile, section), paint)),
    '',
  ].join('\n');
}

function detailsOf({ profile, image, imageDigest, learning }: NamedProfile): (readonly [string, string])[] {
  const { status, completion, name, coverage } = profile;
  const details = [
    ['name', name],
    ['image', [image, imageDigest].filter(Boolean).join(' ')],
    ['status', [status, completion].filter(Boolean).join(', ')],
    ['learned', learning && learnedText(learning)],
    ['missed', learning?.missed.join(', ')],
    ['covers', coverage && Object.entries(coverage).map(coverageText).join(', ')],
  ] as const;
  return details.flatMap(([key, text]) => (text ? [[key, text] as const] : []));
}

function learnedText({ runningMs, cleanRuns, savedMs, context }: NonNullable<NamedProfile['learning']>): string {
  const runs = cleanRuns > 0 ? `, ${cleanRuns} of 3 runs that ended by themselves` : '';
  return `${spanText(runningMs)}${runs}, ${context}, saved ${new Date(savedMs).toISOString()}`;
}

function coverageText([part, demand]: [string, ProfileDemand]): string {
  return demand === 'all' ? part : `${part} in part`;
}

function sectionLines(section: ProfileSection, rows: readonly EntryColumns[], paint: Paint): string[] {
  if (rows.length === 0) return [];
  const heading = `${profileSections[section]} (${rows.length.toLocaleString('en-US')})`;
  return ['', `  ${paint('bold', heading)}`, ...(rows[0]?.length === 1 ? nameLines(rows.flat()) : rowLines(rows))];
}

/** Names one after the other, in lines of a bearable width. */
function nameLines(names: readonly string[]): string[] {
  const lines: string[] = [];
  for (const name of names) {
    const last = lines.at(-1);
    if (last === undefined || last.length + name.length >= lineWidth) lines.push(`    ${toPrintable(name)}`);
    else lines[lines.length - 1] = `${last} ${toPrintable(name)}`;
  }
  return lines;
}

function rowLines(rows: readonly EntryColumns[]): string[] {
  const cells = rows.map((row) => row.map((cell) => shorten(toPrintable(cell), maxCell)));
  const widths = cells[0]?.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0))) ?? [];
  return cells.map((row) => `    ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd());
}
