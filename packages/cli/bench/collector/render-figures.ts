import type { Figure, Figures } from './figure.ts';

const names: Readonly<Record<string, string>> = {
  uninterestingSystemCall: 'a system call that is no event',
  aboveEmptyProgram: '  of that, above an empty program',
  unmatchedOpen: 'open and close, no rule can match',
  openAboveEmptyProgram: '  of that, above an empty program',
  sentEvent: 'open and close, the event is sent',
  evaluatedEvents: 'from the ring to evaluated rules',
  decodedEvents: 'from the ring to a decoded path',
  dropShare: 'lost at 200,000 events/s',
  cpuShare: 'CPU at 1,100 events/s',
  resident: 'resident memory',
  shellBuild: 'a build by shell script takes longer',
  redis: 'redis-benchmark takes longer',
};

/** A line for each figure: its value, its goal, how far the rounds lay apart, and the others. */
export function renderFigures(figures: Figures): string {
  const rows = Object.entries(figures).map(([name, figure]) => [names[name] ?? name, ...cells(figure)]);
  const heading = ['', 'figure', 'goal', 'rounds', ''];
  const widths = heading.map((text, column) => Math.max(text.length, ...rows.map((row) => row[column]?.length ?? 0)));
  return [heading, ...rows]
    .map((row) =>
      row
        .map((text, column) => text.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function cells({ value, unit, goal, isMoreBetter, spread, peers = {}, note, skipped }: Figure): string[] {
  if (value === undefined) return ['skipped', '', '', skipped ?? ''];
  const others = Object.entries(peers).map(([name, of]) => `${name} ${number(of)}`);
  return [
    `${number(value)} ${unit}`,
    goal === undefined ? '' : `${isMoreBetter ? '≥' : '≤'} ${number(goal)}`,
    spread ? `${number(spread[0])} to ${number(spread[1])}` : '',
    [...others, ...(note ? [note] : [])].join(', '),
  ];
}

/** Three digits that count, and no more than two behind the point. */
function number(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toLocaleString('en', { maximumFractionDigits: digits });
}
