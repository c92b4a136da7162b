import { describe, expect, it } from 'vitest';
import { counted } from './counted.ts';
import { formatDuration } from './format-duration.ts';
import { renderTable } from './render-table.ts';
import { shorten } from './shorten.ts';

describe('a table', () => {
  it('has columns as wide as their widest cell, numbers to the right', () => {
    const rows = [
      ['exec', 7, 'x'],
      ['k8s-admission', 12_345, ''],
    ];
    expect(renderTable(['type', 'seen', 'note'], rows)).toEqual([
      '  type             seen  note',
      '  exec                7  x',
      '  k8s-admission  12,345',
    ]);
  });
});

describe('text', () => {
  it.each([
    ['12345', 5, '12345'],
    ['123456', 5, '12345… (1 more)'],
    ['1234🦀', 5, '1234… (2 more)'],
  ])('%s cut to %d is %s', (text, max, expected) => {
    expect(shorten(text, max)).toBe(expected);
  });

  it.each([
    [0, '0:00'],
    [59_999, '0:59'],
    [60_000, '1:00'],
    [3_599_999, '59:59'],
    [3_600_000, '1:00:00'],
  ])('%d ms reads %s', (ms, expected) => {
    expect(formatDuration(ms)).toBe(expected);
  });

  it('counts one and many', () => {
    expect([counted(0, 'event'), counted(1, 'event'), counted(1_234, 'event')]).toEqual([
      '0 events',
      '1 event',
      '1,234 events',
    ]);
  });
});
