import type { CollectorStats } from '@rulelibrary/engine/collector';
import { counted } from '../render/counted.ts';

/** Which events were lost since the last call, a line for each type and reason. */
export function freshLosses(stats: () => Pick<CollectorStats, 'types'>): () => string[] {
  const said = new Map<string, number>();
  return () =>
    Object.entries(stats().types).flatMap(([type, { lost }]) =>
      Object.entries(lost).flatMap(([reason, total]) => {
        const key = `${type} ${reason}`;
        const count = total - (said.get(key) ?? 0);
        said.set(key, total);
        return count === 0 ? [] : [`lost ${counted(count, `${type} event`)}: ${reason.replaceAll('_', ' ')}`];
      }),
    );
}
