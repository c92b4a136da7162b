import type { CollectorStats } from '@rulelibrary/engine/collector';
import { type Cell, renderTable } from './render-table.ts';

/** Events per type from the kernel's hooks to here: a table without the types of which there were none. */
export function renderLiveCounts({ types, ...others }: CollectorStats): string[] {
  const reasons = [...new Set(Object.values(types).flatMap(({ lost }) => Object.keys(lost)))];
  const rows = Object.entries(types)
    .filter(([, { seen }]) => seen > 0)
    .map(([type, { seen, filtered, sent, delivered, lost, cut }]): Cell[] => {
      const losses = new Map(Object.entries(lost));
      return [type, seen, filtered, sent, delivered, ...reasons.map((reason) => losses.get(reason) ?? 0), cut];
    });
  const lostHeadings = reasons.map((reason) => `lost: ${reason.replaceAll('_', ' ')}`);
  return [
    ...renderTable(['events', 'seen', 'filtered', 'sent', 'delivered', ...lostHeadings, 'cut'], rows),
    ...renderOtherLosses(types, others),
  ];
}

/** What went missing on this side of the ring: only what is out of the ordinary. */
function renderOtherLosses(types: CollectorStats['types'], counts: Omit<CollectorStats, 'types'>): string[] {
  const { undecodable, malformed, streamsEvicted, processesEvicted } = counts;
  const undecodableTypes = Object.entries(types).flatMap(([type, count]) =>
    count.undecodable > 0 ? [`${number(count.undecodable)} from ${type}`] : [],
  );
  const malformedParts = Object.entries(malformed).flatMap(([type, count]) =>
    count > 0 ? [`${number(count)} ${type}`] : [],
  );
  const lines: readonly (readonly [number, string])[] = [
    [
      undecodable,
      `batches of which the rest could not be decoded: ${[number(undecodable), ...undecodableTypes].join(', ')}`,
    ],
    [malformedParts.length, `payloads that could not be read: ${malformedParts.join(', ')}`],
    [streamsEvicted, `connections that had to go for want of room: ${number(streamsEvicted)}`],
    [processesEvicted, `processes that had to go for want of room: ${number(processesEvicted)}`],
  ];
  return lines.filter(([count]) => count > 0).map(([, line]) => `  ${line}`);
}

function number(value: number): string {
  return value.toLocaleString('en-US');
}

/** Everything that was lost, whatever its type and reason. */
export function lostEvents({ types }: CollectorStats): number {
  return Object.values(types).reduce(
    (sum, { lost }) => sum + Object.values(lost).reduce((all, count) => all + count, 0),
    0,
  );
}
