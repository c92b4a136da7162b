import {
  type EventField,
  type EventType,
  eventFields,
  eventTypes,
  isFilledFor,
  type RuntimeEvent,
} from '@rulelibrary/schema';
import { describe, expect, it } from 'vitest';
import { createDedup } from './dedup.ts';
import { eventOf } from './fixtures.test.support.ts';

const windowsMs: { readonly [type in EventType]?: number } = {
  open: 10_000,
  capabilities: 10_000,
  ssh: 10_000,
  symlink: 10_000,
  hardlink: 10_000,
  ptrace: 10_000,
  network: 5_000,
  syscall: 5_000,
  http: 2_000,
};
const deduplicated = eventTypes.filter((type) => windowsMs[type] !== undefined);

describe('windows', () => {
  it.each(deduplicated)('%s: held to the last millisecond of its window, let through after', (eventType) => {
    const windowMs = windowsMs[eventType] ?? 0;
    const dedup = createDedup();
    const times = [0, 1, windowMs - 1, windowMs, windowMs + 1, 2 * windowMs - 1, 2 * windowMs];
    const event = eventOf({ eventType, path: '/a' });
    expect(times.map((time) => dedup.isRepetition(event, 1e12 + time))).toEqual([
      false,
      true,
      true,
      false,
      true,
      true,
      false,
    ]);
  });

  it.each(eventTypes.filter((type) => windowsMs[type] === undefined))('%s: never held', (eventType) => {
    const dedup = createDedup();
    expect([0, 0, 1].map((time) => dedup.isRepetition(eventOf({ eventType }), time))).toEqual([false, false, false]);
  });

  it('an unknown event type is never held', () => {
    const dedup = createDedup();
    const event = eventOf({ eventType: 'constructor' as EventType });
    expect([0, 0].map((time) => dedup.isRepetition(event, time))).toEqual([false, false]);
  });

  it('time that goes back a little is still the window, further back is a new one', () => {
    const dedup = createDedup();
    const event = eventOf({ eventType: 'open', path: '/a' });
    const times = [100_000, 90_001, 50_000, 59_999, 100_000];
    expect(times.map((time) => dedup.isRepetition(event, time))).toEqual([false, true, false, true, false]);
  });

  it('an event without a readable time passes', () => {
    const dedup = createDedup();
    const event = eventOf({ eventType: 'open', path: '/a' });
    expect([Number.NaN, Number.NaN, 5].map((time) => dedup.isRepetition(event, time))).toEqual([false, false, false]);
  });
});

/** Two different values of the field's type. */
function valuesOf(type: EventField['type']): readonly [unknown, unknown] {
  switch (type) {
    case 'string':
      return ['a', 'b'];
    case 'int':
    case 'uint':
      return [1, 2];
    case 'bool':
      return [true, false];
    case 'list(string)':
      return [['a'], ['b']];
    default:
      return [{ path: '/a' }, { path: '/b' }];
  }
}

/** What follows from the container, or from the parent's pid: see the plans. */
const implied = ['containerName', 'namespace', 'podName', 'pcomm'];

describe('the key holds every field that an expression can tell apart', () => {
  const cases = deduplicated.flatMap((eventType) =>
    eventFields
      .filter((field) => field.inCel && isFilledFor(field, eventType) && !implied.includes(field.name))
      .map(({ name, type }) => [eventType, name, type] as const),
  );
  it.each(cases)('%s: %s', (eventType, name, type) => {
    const [one, other] = valuesOf(type).map((value) => eventOf({ eventType, [name]: value } as Partial<RuntimeEvent>));
    const dedup = createDedup();
    expect([one, other, one, other].map((event) => event && dedup.isRepetition(event, 0))).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });

  it.each<[EventType, Partial<RuntimeEvent>]>([
    ['open', { mntns: 2 }],
    ['open', { hostName: 'other' }],
    ['ptrace', { ptraceRequest: 16 }],
    ['ptrace', { targetPid: 16 }],
    ['ptrace', { error: 1 }],
  ])('%s: %j', (eventType, changes) => {
    const dedup = createDedup();
    expect(dedup.isRepetition(eventOf({ eventType }), 0)).toBe(false);
    expect(dedup.isRepetition(eventOf({ eventType, ...changes }), 0)).toBe(false);
  });

  it('types with the same fields are apart', () => {
    const dedup = createDedup();
    const links = [eventOf({ eventType: 'symlink', oldPath: '/a' }), eventOf({ eventType: 'hardlink', oldPath: '/a' })];
    expect(links.map((event) => dedup.isRepetition(event, 0))).toEqual([false, false]);
  });
});

describe('memory', () => {
  it('keys of 1,024 characters are kept, of 1,025 pass', () => {
    const textOf = (path: string) => eventOf({ eventType: 'open', comm: 'cat', path });
    const fits = textOf('x'.repeat(1024 - 'cat'.length));
    const tooLong = textOf('x'.repeat(1025 - 'cat'.length));
    const dedup = createDedup();
    expect([fits, fits].map((event) => dedup.isRepetition(event, 0))).toEqual([false, true]);
    expect([tooLong, tooLong].map((event) => dedup.isRepetition(event, 0))).toEqual([false, false]);
  });

  it('a buffer that goes round forgets the oldest keys and takes none for another', () => {
    const dedup = createDedup({ words: 2048 });
    const events = Array.from({ length: 400 }, (_, pid) =>
      eventOf({ eventType: 'open', pid, path: `/${'x'.repeat(pid)}` }),
    );
    for (let round = 0; round < 3; round++) {
      for (const event of events) expect(dedup.isRepetition(event, round * 20_000)).toBe(false);
      const held = events.map((event) => dedup.isRepetition(event, round * 20_000));
      // The last ones are there, and as those before come again they take their places.
      expect(held.slice(0, 300)).not.toContain(true);
    }
    expect(events.slice(-2).map((event) => dedup.isRepetition(event, 40_000))).toEqual([true, true]);
  });

  it.each([
    [1, '1'],
    [null, true],
    [2 ** 31, null],
    [0, undefined],
    [0, Number.NaN],
    [1, 1.5],
    [2 ** 32 - 1, -1],
    [2 ** 32, 0],
    ['', undefined],
    ['a', 'a\0'],
    ['ab', 'ba'],
    ['\ud800', '\ufffd'],
  ])('%j is not %j', (one, another) => {
    const dedup = createDedup();
    const events = [one, another].map((flagsRaw) => eventOf({ eventType: 'open', flagsRaw } as Partial<RuntimeEvent>));
    expect(events.map((event) => dedup.isRepetition(event, 0))).toEqual([false, false]);
    expect(events.map((event) => dedup.isRepetition(event, 0))).toEqual([true, true]);
  });

  it.each([[[]], [{}], [5n]])('an event with %o for a number or a text always passes', (flagsRaw) => {
    const dedup = createDedup();
    const event = eventOf({ eventType: 'open', flagsRaw } as unknown as Partial<RuntimeEvent>);
    expect([event, event].map((each) => dedup.isRepetition(each, 0))).toEqual([false, false]);
  });

  it('names that were forgotten are not those that have come since', () => {
    const dedup = createDedup();
    const of = (comm: number) => eventOf({ eventType: 'open', comm: `${comm}` });
    for (let comm = 0; comm < 10_000; comm++) expect(dedup.isRepetition(of(comm), 0)).toBe(false);
    expect(dedup.isRepetition(of(9_999), 0)).toBe(true);
  });

  it('a buffer without room for the longest key is refused', () => {
    expect(() => createDedup({ words: 575 })).toThrow('Expected 576 words or more, got "575"');
  });

  it.each([0, 1, 3, 1000])('%i slots are refused', (slots) => {
    expect(() => createDedup({ slots })).toThrow(`Expected a power of two, got "${slots}"`);
  });

  it('never swallows a new event, whatever collides: 200,000 random events against a table that forgets nothing', () => {
    const random = randomOf(42);
    const dedup = createDedup({ slots: 4 });
    const windows = new Map<string, number>();
    let [repetitions, missed, timeMs] = [0, 0, 0];
    for (let count = 0; count < 200_000; count++) {
      timeMs += random(3) - (random(100) === 0 ? 50 : 0);
      const event = eventOf({ eventType: 'open', pid: random(4), path: `/${random(8)}`, flagsRaw: random(2) });
      const key = `${event.pid} ${event.path} ${event.flagsRaw}`;
      const isNew = !(Math.abs(timeMs - (windows.get(key) ?? Number.NaN)) < 10_000);
      const isHeld = dedup.isRepetition(event, timeMs);
      if (isHeld) repetitions++;
      if (isNew && isHeld) missed++;
      if (!isHeld) windows.set(key, timeMs);
    }
    expect(missed).toBe(0);
    expect(repetitions).toBeGreaterThan(1000);
  });

  it('with room, holds every duplicate but those that collide: at least 95 of 100', () => {
    const dedup = createDedup();
    const events = Array.from({ length: 2000 }, (_, pid) =>
      eventOf({ eventType: 'open', pid, path: `/proc/${pid}/stat` }),
    );
    expect(events.filter((event) => dedup.isRepetition(event, 0))).toHaveLength(0);
    expect(events.filter((event) => dedup.isRepetition(event, 1)).length).toBeGreaterThan(1900);
  });
});

/** Whole numbers below a bound, the same at every run (mulberry32). */
function randomOf(seed: number): (bound: number) => number {
  let state = seed;
  return (bound) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % bound;
  };
}
