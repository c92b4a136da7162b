import { describe, expect, it } from 'vitest';
import { EventError } from './event-error.ts';
import { epochNs, formatTimestamp, timestampMs, toUtc } from './timestamp.ts';

function codeOf(call: () => unknown): string | undefined {
  try {
    call();
  } catch (error) {
    return error instanceof EventError ? error.code : String(error);
  }
  return undefined;
}

describe('timestampMs', () => {
  it.each([
    '1970-01-01T00:00:00Z',
    '2026-11-21T16:54:00.123Z',
    '2024-02-29T23:59:59.999Z',
    '2000-02-29T12:00:00Z',
    '1969-12-31T23:59:59.5Z',
    '0000-01-01T00:00:00Z',
    '9999-12-31T23:59:59Z',
    '2026-11-21T16:54:00+02:00',
    '2026-11-21T16:54:00-11:30',
    '2026-01-31T00:00:00+00:00',
  ])('agrees with Date about %s', (text) => {
    expect(timestampMs(text)).toBe(new Date(text).getTime());
  });

  it('agrees with Date about the first of every month for 400 years', () => {
    for (let month = 0; month < 4800; month++) {
      const date = new Date(Date.UTC(1800, month, 1));
      expect(timestampMs(date.toISOString())).toBe(date.getTime());
    }
  });

  it('keeps fractions of a millisecond', () => {
    expect(timestampMs('1970-01-01T00:00:00.123456789Z')).toBe(123.456789);
    expect(timestampMs('2026-11-21T16:54:00.000250Z') - timestampMs('2026-11-21T16:54:00Z')).toBe(0.25);
  });

  it('cuts the digits beyond nanoseconds', () => {
    expect(timestampMs('1970-01-01T00:00:00.1234567899Z')).toBe(123.456789);
  });

  it('takes t and z in lower case, as RFC 3339 allows', () => {
    expect(timestampMs('1970-01-01t00:00:01z')).toBe(1000);
  });

  it.each([
    '',
    'now',
    '2026-11-21',
    '2026-11-21T16:54:00',
    '2026-11-21 16:54:00Z',
    '2026-11-21T16:54Z',
    '2026-11-21T16:54:00.Z',
    '2026-11-21T16:54:00,5Z',
    '2026-11-21T16:54:00Z ',
    ' 2026-11-21T16:54:00Z',
    '2026-11-21T16:54:00ZZ',
    '2026-11-21T16:54:00+0200',
    '2026-11-21T16:54:00+02:000',
    '2026-11-21T16:54:00+24:00',
    '2026-11-21T16:54:00+02:60',
    '2026-13-21T16:54:00Z',
    '2026-00-21T16:54:00Z',
    '2026-11-00T16:54:00Z',
    '2026-11-31T16:54:00Z',
    '2026-02-29T16:54:00Z',
    '1900-02-29T16:54:00Z',
    '2026-11-21T24:00:00Z',
    '2026-11-21T16:60:00Z',
    '2026-11-21T16:54:60Z',
    '2026/11/21T16:54:00Z',
    '+026-11-21T16:54:00Z',
    '２026-11-21T16:54:00Z',
    '-2026-11-21T16:54:00Z',
  ])('throws on %j', (text) => {
    expect(codeOf(() => timestampMs(text))).toBe('invalid-timestamp');
  });
});

describe('formatTimestamp', () => {
  it.each([
    [0n, '1970-01-01T00:00:00.000000000Z'],
    [1_795_280_040_123_456_789n, '2026-11-21T16:54:00.123456789Z'],
    [1n, '1970-01-01T00:00:00.000000001Z'],
    [-1n, '1969-12-31T23:59:59.999999999Z'],
    [253_402_300_799_999_999_999n, '9999-12-31T23:59:59.999999999Z'],
    [-62_167_219_200_000_000_000n, '0000-01-01T00:00:00.000000000Z'],
  ])('writes %d as %s, which reads back', (epochNs, text) => {
    expect(formatTimestamp(epochNs)).toBe(text);
    expect(timestampMs(text)).toBeCloseTo(Number(epochNs) / 1e6, 3);
  });

  it.each([253_402_300_800_000_000_000n, -62_167_219_200_000_000_001n])('refuses %d, one beyond', (epochNs) => {
    expect(codeOf(() => formatTimestamp(epochNs))).toBe('invalid-timestamp');
  });
});

describe('toUtc', () => {
  it('leaves a timestamp in UTC as it is and moves the others to the nanosecond', () => {
    expect(toUtc('2026-11-21T16:54:00.5Z')).toBe('2026-11-21T16:54:00.5Z');
    expect(toUtc('2026-11-21T01:54:00.123456789+02:00')).toBe('2026-11-20T23:54:00.123456789Z');
  });
});

describe('nanoseconds since the epoch', () => {
  it.each([
    ['1970-01-01T00:00:00Z', 0n],
    ['2026-06-13T10:00:00.123456789Z', 1_781_344_800_123_456_789n],
    ['2026-06-13T12:00:00.1234567899+02:00', 1_781_344_800_123_456_789n],
    ['1969-12-31T23:59:59.999999999Z', -1n],
    ['2026-06-13', undefined],
    ['', undefined],
    ['2026-02-30T00:00:00Z', undefined],
  ])('of %s are %d', (text, ns) => {
    expect(epochNs(text)).toBe(ns);
  });
});
