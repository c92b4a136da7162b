import { eventTypes } from '@rulelibrary/schema';
import { findGap, knownGaps } from './known-gaps.ts';
import type { KernelReport } from './report.ts';

/** docs/kernels.md. */
export function renderTable(reports: readonly KernelReport[]): string {
  const releases = reports.map(({ release }) => versionOf(release));
  const rows = eventTypes
    .filter((type) => type !== 'k8s-admission')
    .map((type) => [`\`${type}\``, ...reports.map((report) => hookOf(report, type))]);
  return `<!-- Written by npm run test:kernels. Do not edit. -->
# Kernels

Each kernel below was booted, and every act of the workloads was compared with the events it raised. Debian's kernels are those
of bullseye, bookworm, trixie and sid, for cloud machines of x86-64, and trixie's for arm64; the last one is that of the machine that wrote this.

## Which hook sees what

${table(['Event type', ...releases], rows)}

The first hook that a kernel has, and lets us use, is taken. A type without one is reported by \`collector.features\`, with the
reason, and the collector runs with the others.

## What the workloads showed

${table(['', ...releases], countRows(reports))}

Unavailable: no hook of this kernel sees the type. Skipped: the machine cannot do it. Known gaps:

${knownGaps.map(describeGap).join('\n')}
`;
}

/** Major and minor: what follows changes with every update of a mirror. */
function versionOf(release: string): string {
  return release.split('.', 2).join('.') + (release.endsWith('-arm64') ? ' (arm64)' : '');
}

function hookOf(report: KernelReport, type: string): string {
  const feature = report.features.find(({ name }) => name === type);
  if (!feature?.available) return `– (${feature?.detail ?? 'unknown'})`;
  return feature.detail
    .split(', ')
    .map((hook) => `\`${hook}\``)
    .join(' ');
}

function countRows(reports: readonly KernelReport[]): string[][] {
  const outcomes = ['seen', 'unavailable', 'skipped', 'known gap', 'not seen'];
  return outcomes.map((outcome) => [outcome, ...reports.map((report) => `${countOf(report, outcome)}`)]);
}

function countOf({ acts, release }: KernelReport, outcome: string): number {
  const failed = acts.filter((act) => act.outcome === 'failed');
  if (outcome === 'known gap') return failed.filter((act) => findGap(act, release)).length;
  if (outcome === 'not seen') return failed.filter((act) => !findGap(act, release)).length;
  return acts.filter((act) => act.outcome === outcome).length;
}

function describeGap({ workload, acts, before, why }: (typeof knownGaps)[number]): string {
  return `- before ${before.join('.')}, ${workload} (${acts.join(', ')}): ${why}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), `|${head.map(() => '---|').join('')}`, ...rows.map(line)].join('\n');
}
