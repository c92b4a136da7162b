import { describe, expect, it } from 'vitest';
import { nearest } from './nearest.ts';

describe('nearest', () => {
  it.each([
    ['one character too many', 'enabledd', 'enabled'],
    ['one missing', 'severty', 'severity'],
    ['one replaced', 'exepaht', 'exepath'],
    ['two neighbours swapped, as one edit', 'pdi', 'pid'],
    ['other case', 'UNIQUEID', 'uniqueId'],
    ['three edits in a long name', 'profilDependancys', 'profileDependency'],
  ])('finds a name with %s', (_, name, expected) => {
    expect(nearest(name, ['enabled', 'severity', 'exepath', 'pid', 'uniqueId', 'profileDependency'])).toBe(expected);
  });

  it.each([
    ['ab', 'ac', 'xy'],
    ['abcd', 'abxy', 'axyz'],
    ['abcdefgh', 'abcdexyz', 'abcdwxyz'],
  ])('allows %s as many edits as its length does and no more', (name, within, beyond) => {
    expect(nearest(name, [within])).toBe(within);
    expect(nearest(name, [beyond])).toBeUndefined();
  });

  it('takes the nearer of two, and the earlier of two equally near', () => {
    expect(nearest('abcdef', ['abcdxx', 'abcdex'])).toBe('abcdex');
    expect(nearest('abcdef', ['abcdey', 'abcdex'])).toBe('abcdey');
  });

  it('compares names of 64 characters and none of 65', () => {
    const name = 'a'.repeat(64);
    expect(nearest(name, [`${name}b`])).toBe(`${name}b`);
    expect(nearest(`${name}b`, [name])).toBeUndefined();
  });

  it('finds nothing among no candidates', () => {
    expect(nearest('a', [])).toBeUndefined();
  });
});
