import type { EventType } from '@rulelibrary/schema';
import { describe, expect, it } from 'vitest';
import type { ClassFilter, PushedCondition, TypeFilter } from '../push-down/event-filter.ts';
import { type FilterClass, filterClasses } from '../push-down/filter-class.ts';
import { encodeConditions, pathEntryBytes, valueEntryBytes } from './filter-encoding.ts';
import { wireTypes } from './wire.ts';

function filterOf(sent: ClassFilter, conditions: readonly PushedCondition[] = []): TypeFilter {
  const all = <Value>(value: Value) =>
    Object.fromEntries(filterClasses.map((name) => [name, value])) as Record<FilterClass, Value>;
  return { byClass: all(sent), conditions, reasons: {}, readers: all([]) };
}

function encoded(type: EventType, conditions: readonly PushedCondition[]) {
  return encodeConditions({ types: new Map([[type, filterOf('conditions', conditions)]]) });
}

const path = (value: string, classes: readonly FilterClass[], operator: PushedCondition['operator'] = 'prefix') =>
  ({ field: 'path', operator, value, classes }) as const;

/** An entry as native/addon/filter.h reads it. */
function entriesOf(bytes: Uint8Array, size: number) {
  const buffer = Buffer.from(bytes);
  return Array.from({ length: buffer.length / size }, (_, index) => {
    const entry = buffer.subarray(index * size, (index + 1) * size);
    const length = entry.readUInt32LE(0) / 8 - 4;
    const text = entry.toString('utf8', 8, 8 + length);
    return { type: wireTypes[entry[5] as number], kind: entry[6], text, mask: entry.readUInt32LE(size - 4) };
  });
}

const bit = (name: FilterClass) => 1 << filterClasses.indexOf(name);

describe('conditions for the kernel', () => {
  it('end a whole path in NUL, and the beginning of one not', () => {
    const { paths } = encoded('open', [path('/a', ['host']), path('/a', ['kubernetes'], 'equals')]);
    expect(entriesOf(paths, pathEntryBytes)).toEqual([
      { type: 'open', kind: 4, text: '/a', mask: bit('host') },
      { type: 'open', kind: 4, text: '/a\0', mask: bit('host') | bit('kubernetes') },
    ]);
  });

  it('name with each text who asks for a shorter one', () => {
    const { paths } = encoded('open', [
      path('/etc/shadow', ['host']),
      path('/etc', ['standalone']),
      path('/et', ['learning']),
    ]);
    expect(entriesOf(paths, pathEntryBytes).map(({ mask }) => mask)).toEqual([
      bit('host') | bit('standalone') | bit('learning'),
      bit('standalone') | bit('learning'),
      bit('learning'),
    ]);
  });

  it('stand apart by kind', () => {
    const classes = ['host'] as const;
    const { values, paths } = encoded('network', [
      { field: 'dstPort', operator: 'equals', value: 513, classes },
      { field: 'comm', operator: 'equals', value: 'cat', classes },
      { field: 'pktType', operator: 'equals', value: 'OUTGOING', classes },
    ]);
    expect(paths).toHaveLength(0);
    const entries = entriesOf(values, valueEntryBytes);
    expect(entries.map(({ kind, text }) => [kind, text])).toEqual([
      [1, `\u0002\u0001${'\0'.repeat(14)}`],
      [0, 'cat\0'],
      [3, `\u0001${'\0'.repeat(15)}`],
    ]);
  });

  it('are left out where no event of the kernel meets them', () => {
    const classes = ['host'] as const;
    const { values, paths } = encoded('network', [
      { field: 'comm', operator: 'equals', value: 'sixteen bytes ab', classes },
      { field: 'comm', operator: 'prefix', value: 'sixteen bytes ab', classes },
      { field: 'comm', operator: 'equals', value: 'a\0', classes },
      { field: 'dstPort', operator: 'equals', value: 65_536, classes },
      { field: 'dstPort', operator: 'equals', value: -1, classes },
      { field: 'dstAddr', operator: 'equals', value: '10.0.0.01', classes },
      { field: 'dstAddr', operator: 'equals', value: '0:0::1', classes },
      { field: 'pktType', operator: 'equals', value: '', classes },
    ]);
    expect([values.length, paths.length]).toEqual([0, 0]);
  });

  it.each([
    ['fifteen bytes a', 1],
    ['sixteen bytes ab', 0],
  ])('take names of commands of up to 15 bytes: %s', (value, count) => {
    const { values } = encoded('syscall', [{ field: 'comm', operator: 'equals', value, classes: ['host'] }]);
    expect(values.length / valueEntryBytes).toBe(count);
  });

  it.each([
    [65_535, 1],
    [65_536, 0],
  ])('take ports up to 65535: %i', (value, count) => {
    const { values } = encoded('ssh', [{ field: 'dstPort', operator: 'equals', value, classes: ['host'] }]);
    expect(values.length / valueEntryBytes).toBe(count);
  });

  it.each([
    [0xffffffff, 'ffffffff'],
    [0x100000000, ''],
  ])('take commands of 32 bits: %i', (value, hex) => {
    const { values } = encoded('bpf', [{ field: 'cmd', operator: 'equals', value, classes: ['host'] }]);
    expect(Buffer.from(values).toString('hex', 8, 12)).toBe(hex);
  });

  it.each([
    ['10.0.0.1', '00000000000000000000ffff0a000001'],
    ['2001:db8::1', '20010db8000000000000000000000001'],
  ])('write addresses as flows have them: %s', (value, hex) => {
    const { values } = encoded('network', [{ field: 'dstAddr', operator: 'equals', value, classes: ['host'] }]);
    expect(Buffer.from(values).toString('hex', 8, 24)).toBe(hex);
  });
});

describe('rules for the kernel', () => {
  const roots = (rules: Uint8Array, name: FilterClass) =>
    Buffer.from(rules).readBigUInt64LE(8 * filterClasses.indexOf(name));

  it('say what is done with each class and type', () => {
    const types = new Map([
      ['open', filterOf('none')],
      ['dns', filterOf('conditions')],
      ['exec', filterOf('none')],
    ] as const);
    const { rules } = encodeConditions({ types });
    const action = (type: (typeof wireTypes)[number]) =>
      rules[128 + filterClasses.indexOf('host') * 32 + wireTypes.indexOf(type)];
    expect([action('open'), action('dns'), action('ssh'), action('exec')]).toEqual([1, 2, 0, 0]);
  });

  it('say how long the longest path is, with its NUL', () => {
    const { rules } = encoded('open', [path('/abc', ['host']), path('/ab', ['host'], 'equals')]);
    expect(Buffer.from(rules).readUInt32LE(672)).toBe(4);
  });

  it('mark the first components of the paths that a class asks for', () => {
    const { rules } = encoded('open', [
      path('/etc/a', ['host']),
      path('/etc', ['kubernetes'], 'equals'),
      path('/etc', ['standalone']),
    ]);
    expect(roots(rules, 'host')).toBe(roots(rules, 'kubernetes') & roots(rules, 'host'));
    expect(roots(rules, 'host').toString(2).replaceAll('0', '')).toBe('1');
    // How its first component goes on is open.
    expect(roots(rules, 'standalone')).toBe(2n ** 64n - 1n);
    expect(roots(rules, 'learning')).toBe(0n);
  });
});
