import { type CollectorStats, collectedTypes, type TypeStats } from '@rulelibrary/engine/collector';
import { describe, expect, it } from 'vitest';
import { lostEvents, renderLiveCounts } from './render-live-counts.ts';

const none: TypeStats = {
  seen: 0,
  filtered: 0,
  sent: 0,
  delivered: 0,
  lost: { ring_full: 0, no_scratch: 0 },
  cut: 0,
  undecodable: 0,
};

function statsOf(types: { readonly [type: string]: Partial<TypeStats> }, others: Partial<CollectorStats> = {}) {
  return {
    types: Object.fromEntries(collectedTypes.map((type) => [type, { ...none, ...types[type] }])),
    undecodable: 0,
    malformed: { dns: 0, http: 0 },
    streamsEvicted: 0,
    ringBytes: 65_536,
    processes: 100,
    processesEvicted: 0,
    ...others,
  } as CollectorStats;
}

const flooded = statsOf({
  open: {
    seen: 12_345,
    filtered: 45,
    sent: 12_000,
    delivered: 11_999,
    lost: { ring_full: 297, no_scratch: 3 },
    cut: 2,
  },
  exec: { seen: 1, sent: 1, delivered: 1 },
});

describe('renderLiveCounts', () => {
  it('a row for each type of which there was something, a column for each reason', () => {
    expect(renderLiveCounts(flooded)).toEqual([
      '  events    seen  filtered    sent  delivered  lost: ring full  lost: no scratch  cut',
      '  exec         1         0       1          1                0                 0    0',
      '  open    12,345        45  12,000     11,999              297                 3    2',
    ]);
  });

  it('says what went missing behind the ring, by type', () => {
    const stats = statsOf(
      { open: { seen: 1, undecodable: 1 } },
      { undecodable: 2, malformed: { dns: 1200, http: 3 }, streamsEvicted: 4, processesEvicted: 5 },
    );
    expect(renderLiveCounts(stats).slice(2)).toEqual([
      '  batches of which the rest could not be decoded: 2, 1 from open',
      '  payloads that could not be read: 1,200 dns, 3 http',
      '  connections that had to go for want of room: 4',
      '  processes that had to go for want of room: 5',
    ]);
  });

  it('all losses are lost events', () => {
    expect(lostEvents(flooded)).toBe(300);
  });
});
