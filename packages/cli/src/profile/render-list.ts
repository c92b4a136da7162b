import type { NamedProfile } from '@rulelibrary/schema';
import { counted } from '../render/counted.ts';
import { renderTable } from '../render/render-table.ts';
import { toPrintable, toPrintableJson } from '../render/to-printable.ts';
import { workloadText } from './load-named-profiles.ts';
import { entriesOf, type ProfileSection, profileSections } from './profile-entries.ts';

const counts = {
  execs: 'execs',
  opens: 'opens',
  syscalls: 'calls',
  capabilities: 'caps',
  endpoints: 'http',
  egress: 'egress',
  ingress: 'ingress',
} as const satisfies Partial<Record<ProfileSection, string>>;

/** A line for each profile: whose it is, how far it is, how much is in it. @param nowMs milliseconds since the epoch */
export function renderProfileList(profiles: readonly NamedProfile[], nowMs: number): string {
  const sections = Object.keys(counts) as (keyof typeof counts)[];
  const heading = ['workload', 'container', 'status', 'completion', ...Object.values(counts), 'learned', 'age'];
  const rows = profiles.map((named) => {
    const { profile, containerName, learning } = named;
    return [
      ...[workloadText(named), containerName, profile.status, profile.completion ?? '–'].map(toPrintable),
      ...sections.map((section) => entriesOf(profile, section).length),
      learning === undefined ? '–' : spanText(learning.runningMs),
      learning === undefined ? '–' : spanText(nowMs - learning.savedMs),
    ];
  });
  return `${renderTable(heading, rows).join('\n')}\n`;
}

/** The same as JSON, one object a line. */
export function renderProfileListJson(profiles: readonly NamedProfile[]): string {
  const lines = profiles.map((named) => {
    const { namespace, workload, containerName, image, imageDigest, profile, learning } = named;
    const { status, completion, name } = profile;
    const sections = Object.keys(profileSections) as ProfileSection[];
    const sizes = Object.fromEntries(sections.map((section) => [section, entriesOf(profile, section).length]));
    return {
      namespace,
      workload,
      container: containerName,
      image,
      imageDigest,
      name,
      status,
      completion,
      sizes,
      learning,
    };
  });
  return lines.map((line) => `${toPrintableJson(JSON.stringify(line))}\n`).join('');
}

const units = [
  ['day', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1_000],
] as const;

/** In the largest unit that there is one of. */
export function spanText(ms: number): string {
  const [unit, size] = units.find(([, length]) => ms >= length) ?? ['s', 1_000];
  const count = Math.max(0, Math.floor(ms / size));
  return unit === 'day' ? counted(count, unit) : `${count} ${unit}`;
}
