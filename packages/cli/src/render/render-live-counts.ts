import type { CollectorStats } from '@rulelibrary/engine/collector';
import { type Cell, renderTable } from './render-table.ts';

/** Events per type from the kernel's hooks to here: a table without the types of which there were none. */
export function renderLiveCounts({ types, undecodable }: CollectorStats): string[] {
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
    ...(undecodable > 0 ? [`  ${undecodable} batches could not be decoded`] : []),
  ];
}

/** Everything that was lost, whatever its type and reason. */
export function lostEvents({ types }: CollectorStats): number {
  return Object.values(types).reduce(
    (sum, { lost }) => sum + Object.values(lost).reduce((all, count) => all + count, 0),
    0,
  );
}
