import type { EventSourceStats, NodeStats } from '@rulelibrary/engine/node';
import { counted } from './counted.ts';

/** What became of the events of containers that were not known at once, and what parts threw: a line each, if at all. */
export function renderContextCounts({
  contexts,
  errors = {},
}: Pick<EventSourceStats, 'contexts'> & Partial<Pick<NodeStats, 'errors'>>): string[] {
  const { held, unannounced, early, evicted } = contexts;
  const heldParts = [
    [unannounced, 'container', 'nobody told of'],
    [early, 'namespace', 'went early for want of room'],
  ] as const;
  const asides = heldParts.filter(([count]) => count > 0).map(([count, what, why]) => `${counted(count, what)} ${why}`);
  const aside = asides.length > 0 ? ` (${asides.join(', ')})` : '';
  return [
    ...(held > 0
      ? [`  contexts: ${counted(held, 'event')} held until ${held === 1 ? 'its' : 'their'} container was known${aside}`]
      : []),
    ...(evicted > 0 ? [`  contexts: ${counted(evicted, 'namespace')} forgotten for want of room`] : []),
    ...Object.entries(errors).map(([part, count]) => `  ${part}: ${counted(count, 'error')}`),
  ];
}
