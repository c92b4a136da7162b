import { describe, expect, it } from 'vitest';
import { limits } from '../limits.ts';
import { parseType } from '../types/parse-type.ts';
import { CidrValue } from './cidr-value.ts';
import { IpValue } from './ip-value.ts';
import { CelMap } from './map-value.ts';
import { OptionalValue } from './optional-value.ts';
import { hasType } from './type-of.ts';
import { TypeValue } from './type-value.ts';
import { Uint } from './uint.ts';

const has = (value: unknown, type: string) => hasType(value, parseType(type, new Set()));
const map = new CelMap();
map.add(1n, 'a');

describe('a value is of a type', () => {
  it.each([
    [1n, 'int'],
    [new Uint(1n), 'uint'],
    [[1n, 2n], 'list(int)'],
    [[1n, 'a'], 'list(dyn)'],
    [[[1n], []], 'list(list(int))'],
    [[], 'list(A)'],
    [map, 'map(int, string)'],
    [{ a: 1 }, 'map(string, double)'],
    [{ a: 1 }, 'map(A, B)'],
    [new OptionalValue(undefined), 'optional_type(int)'],
    [new OptionalValue(1n), 'optional_type(int)'],
    [new TypeValue('int'), 'type(string)'],
    [new IpValue(1n, 4), 'net.IP'],
    [new CidrValue(new IpValue(1n, 4), 8), 'net.CIDR'],
    [null, 'null_type'],
  ])('%s: %s', (value, type) => {
    expect(has(value, type)).toBe(true);
  });

  it.each([
    [1, 'int'],
    [[1n, 'a'], 'list(int)'],
    [[[1n], ['a']], 'list(list(int))'],
    ['a', 'list(A)'],
    [map, 'map(string, string)'],
    [map, 'map(int, int)'],
    [[], 'map(A, B)'],
    [new OptionalValue('a'), 'optional_type(int)'],
    [new IpValue(1n, 4), 'net.CIDR'],
  ])('%s: not %s', (value, type) => {
    expect(has(value, type)).toBe(false);
  });

  it('as far as it may be looked into', () => {
    const list = (count: number) => new Array(count).fill('');
    expect(has(list(limits.visits), 'list(string)')).toBe(true);
    expect(() => has(list(limits.visits + 1), 'list(string)')).toThrow(`maximum ${limits.visits}`);
    expect(has(list(limits.visits + 1), 'list(dyn)')).toBe(true);
  });

  it('that holds one list many times, which holds another many times', () => {
    let list: unknown = 'a';
    for (let i = 0; i < 60; i++) list = [list, list];
    expect(() => has(list, `${'list('.repeat(60)}string${')'.repeat(60)}`)).toThrow(`maximum ${limits.visits}`);
  });
});
