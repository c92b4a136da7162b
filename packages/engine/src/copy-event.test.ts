import type { RuntimeEvent } from '@rulelibrary/schema';
import { describe, expect, it } from 'vitest';
import { toRecord } from './copy-event.ts';
import { eventOf } from './fixtures.test.support.ts';

describe('an event in recorded form', () => {
  it('has timestamp, type and namespace first, then the fields in the order of the catalogue', () => {
    const { timestamp, ...rest } = eventOf({ path: '/a', eventType: 'open', flags: ['O_RDONLY'], error: 2, gid: 0 });
    expect(JSON.stringify(toRecord({ ...rest, timestampMs: 5, timestamp }))).toBe(
      '{"timestamp":"2026-11-21T16:54:00.000Z","eventType":"open","mntns":4026531841,"comm":"cat","pid":1234,"ppid":1,' +
        '"uid":0,"path":"/a","flags":["O_RDONLY"],"gid":0,"error":2}',
    );
  });

  it('reads a view, whose fields are getters of its class', () => {
    class View implements RuntimeEvent {
      get timestamp(): string {
        return 't';
      }
      get eventType() {
        return 'fork' as const;
      }
      get mntns(): number {
        return 1;
      }
      get comm(): string {
        return 'x';
      }
      get cwd(): string | undefined {
        return undefined;
      }
    }
    expect(toRecord(new View())).toEqual({ timestamp: 't', eventType: 'fork', mntns: 1, comm: 'x' });
  });

  it('shares nothing with the event', () => {
    const args = ['a'];
    const request = { headers: { A: ['b'] } };
    const record = toRecord(eventOf({ args, request }));
    args.push('c');
    request.headers.A.push('c');
    expect(record).toMatchObject({ args: ['a'], request: { headers: { A: ['b'] } } });
  });

  it('leaves out null and keeps a key that is called __proto__', () => {
    const labels = JSON.parse('{"__proto__":"x"}') as Record<string, string>;
    const record = toRecord(eventOf({ labels, comm: null as unknown as string }));
    expect(JSON.stringify(record['labels'])).toBe('{"__proto__":"x"}');
    expect(Object.keys(record)).not.toContain('comm');
  });

  it('follows objects to 100 levels and names what lies below', () => {
    const nested = (levels: number) => JSON.parse(`${'['.repeat(levels)}1${']'.repeat(levels)}`) as unknown;
    const textOf = (levels: number) => JSON.stringify(toRecord(eventOf({ Object: nested(levels) })));
    expect(textOf(100)).not.toContain('deeper');
    expect(textOf(101)).toContain('[deeper than 100 levels]');
    expect(textOf(5_000)).toContain('[deeper than 100 levels]');
  });
});
