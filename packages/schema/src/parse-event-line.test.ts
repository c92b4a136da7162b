import { describe, expect, it } from 'vitest';
import { eventFields, type FieldType } from './event-catalogue.ts';
import { EventError } from './event-error.ts';
import { maximumDepth } from './field-reader.ts';
import { maximumLineLength, parseEventLine } from './parse-event-line.ts';

const head = { timestamp: '2026-11-21T16:54:00.123456789Z', eventType: 'exec' };
const read = { ...head, timestampMs: 1795280040123.4568, mntns: 0 };

function lineOf(fields: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ ...head, ...fields });
}

function errorOf(line: string): EventError {
  try {
    parseEventLine(line);
  } catch (error) {
    if (error instanceof EventError) return error;
    throw error;
  }
  throw new Error('no error');
}

/** Values of each type, and values that are just beside it. */
const examples: Readonly<Record<FieldType, { readonly good: readonly unknown[]; readonly bad: readonly unknown[] }>> = {
  string: { good: ['', 'a'], bad: [1, null, ['a'], {}] },
  int: { good: [-1, 0, 2 ** 53 - 1, -(2 ** 53) + 1], bad: [2 ** 53, -(2 ** 53), 0.5, '1', null, true] },
  uint: { good: [0, 2 ** 53 - 1], bad: [-1, 2 ** 53, 0.5, '1', null] },
  bool: { good: [true, false], bad: [0, 'true', null] },
  dyn: { good: [null, 1, 'a', [], { a: { b: [null] } }], bad: [] },
  'list(string)': { good: [[], ['a', '']], bad: ['a', [1], [null], {}, null] },
  'map(string, string)': { good: [{}, { a: 'b' }], bad: [{ a: 1 }, [], null, 'a'] },
  'map(string, list(string))': { good: [{}, { a: ['b'] }], bad: [{ a: 'b' }, { a: [1] }, [], null] },
  HttpRequest: {
    good: [{}, { host: 'a', headers: { b: ['c'] } }],
    bad: [{ host: 1 }, { headers: { b: 'c' } }, [], 'GET'],
  },
  UserInfo: { good: [{}, { Username: 'a', Groups: ['b'] }], bad: [{ Username: null }, { Groups: 'b' }, []] },
  'list(Ancestor)': {
    good: [[], [{ pid: 1, comm: 'init', exepath: '/sbin/init' }]],
    bad: [[{ comm: 'a' }], [{ pid: -1, comm: 'a', exepath: '' }], [1], {}, null],
  },
};

describe('parseEventLine', () => {
  it('reads an event and its time in milliseconds; mntns is 0 where it is absent', () => {
    expect(parseEventLine(lineOf({ pid: 7 }))).toEqual({ ...read, pid: 7 });
    expect(parseEventLine(lineOf({ mntns: 4026531841 })).mntns).toBe(4026531841);
  });

  it('moves a timestamp with an offset to UTC', () => {
    const event = parseEventLine(lineOf({ timestamp: '2026-11-21T18:54:00.5+02:00' }));
    expect([event.timestamp, event.timestampMs]).toEqual(['2026-11-21T16:54:00.500000000Z', 1795280040500]);
  });

  it.each(eventFields.map(({ name, type }) => [name, type] as const))('checks %s as %s', (name, type) => {
    for (const value of examples[type].good)
      expect(parseEventLine(lineOf({ [name]: value }))).toEqual({ ...read, [name]: value });
    for (const value of examples[type].bad) {
      const error = errorOf(lineOf({ [name]: value }));
      expect([error.code, error.message]).toEqual(['wrong-type', expect.stringContaining(` in "${name}", got `)]);
    }
  });

  it('leaves unknown keys out, in the event and in its objects', () => {
    const fields = {
      pid: 7,
      extra: { a: [1] },
      timestampMs: 5,
      request: { host: 'a', extra: 1 },
      ancestry: [{ pid: 1, comm: 'a', exepath: '/a', extra: 1 }],
    };
    expect(parseEventLine(lineOf(fields))).toEqual({
      ...read,
      pid: 7,
      request: { host: 'a' },
      ancestry: [{ pid: 1, comm: 'a', exepath: '/a' }],
    });
  });

  it('fills what an ancestor does not tell but its pid', () => {
    expect(parseEventLine(lineOf({ ancestry: [{ pid: 2 }] })).ancestry).toEqual([{ pid: 2, comm: '', exepath: '' }]);
  });

  it('leaves __proto__ out and the prototype alone', () => {
    const event = parseEventLine(`{"__proto__": {"pid": 1}, ${lineOf({}).slice(1)}`);
    expect(event).toEqual(read);
    expect([event.pid, Object.getPrototypeOf(event)]).toEqual([undefined, Object.prototype]);
  });

  it.each([
    ['an empty line', '', 'syntax'],
    ['half a line', '{"timestamp": "2026', 'syntax'],
    ['two events', `${lineOf({})}${lineOf({})}`, 'syntax'],
    ['a list', '[]', 'wrong-type'],
    ['null', 'null', 'wrong-type'],
    ['a number', '1', 'wrong-type'],
    ['no timestamp', '{"eventType": "exec"}', 'missing-key'],
    ['no event type', '{"timestamp": "2026-11-21T16:54:00Z"}', 'missing-key'],
    ['a timestamp that is none', lineOf({ timestamp: 'yesterday' }), 'invalid-timestamp'],
    ['a numeric timestamp', lineOf({ timestamp: 1 }), 'wrong-type'],
    ['a numeric event type', lineOf({ eventType: 1 }), 'wrong-type'],
    ['an event type of Object', lineOf({ eventType: 'constructor' }), 'unknown-event-type'],
    ['a negative mntns', lineOf({ mntns: -1 }), 'wrong-type'],
  ])('refuses %s', (_, line, code) => {
    expect(errorOf(line).code).toBe(code);
  });

  it('names the nearest event type, or all of them', () => {
    expect(errorOf(lineOf({ eventType: 'exce' })).message).toBe('Unknown event type "exce"; did you mean "exec"?');
    expect(errorOf(lineOf({ eventType: 'zzzzzz' })).message).toMatch(
      /; expected one of exec, open, .*, k8s-admission$/,
    );
  });

  it('says what it expected and what it got', () => {
    expect(errorOf(lineOf({ pid: -1 })).message).toBe('Expected a whole number from 0 in "pid", got "-1"');
    expect(errorOf(lineOf({ args: 'a' })).message).toBe('Expected a list of text in "args", got "a"');
  });

  it('lets no control character of the line into the message', () => {
    for (const line of ['\u001b[31m', lineOf({ eventType: '\u001b[31m' }), '"\u009b"', lineOf({ pid: '\u001b' })]) {
      const { message } = errorOf(line);
      expect([message.includes('\u001b'), message.includes('\u009b')]).toEqual([false, false]);
    }
  });

  it('reads 8 MiB and not one character more', () => {
    const line = lineOf({ comm: '' });
    const filled = line.replace('"comm":""', `"comm":"${'a'.repeat(maximumLineLength - line.length)}"`);
    expect(parseEventLine(filled).comm).toHaveLength(maximumLineLength - line.length);
    expect(errorOf(`${filled} `).code).toBe('too-large');
  });

  it('reads 64 levels of an admission object and not one more', () => {
    const nested = (levels: number) => `{"Object":${'['.repeat(levels)}${']'.repeat(levels)},${lineOf({}).slice(1)}`;
    expect(parseEventLine(nested(maximumDepth)).Object).toBeDefined();
    expect(errorOf(nested(maximumDepth + 1)).code).toBe('too-deep');
  });

  it.each(['Object', 'pid', 'labels', 'request', 'unknown'])('survives a million levels in %s', (key) => {
    const line = `{"${key}":${'['.repeat(1e6)}${']'.repeat(1e6)},${lineOf({}).slice(1)}`;
    if (key === 'unknown') expect(parseEventLine(line)).toEqual(read);
    else expect(errorOf(line).code).toBe(key === 'Object' ? 'too-deep' : 'wrong-type');
  });
});
