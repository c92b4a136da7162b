import { describe, expect, it } from 'vitest';
import { cleanList, cleanRecord, cleanText, maxEntries, maxTextLength, maxTotalLength } from './clean-text.ts';

describe('cleanText', () => {
  it('takes out what a terminal or a log would act on', () => {
    expect(cleanText('a\u001b[31mb\nc\u0085d\u2028e\u007f')).toBe('a�[31mb�c�d�e�');
    expect(cleanText('ünï 漢字 🙂')).toBe('ünï 漢字 🙂');
  });

  it('is bounded', () => {
    expect(cleanText('x'.repeat(maxTextLength))).toHaveLength(maxTextLength);
    expect(cleanText('x'.repeat(maxTextLength + 1))).toHaveLength(maxTextLength);
  });

  it.each([[''], [undefined], [null], [1], [{}], [['x']]])('is undefined of %j', (value) => {
    expect(cleanText(value)).toBeUndefined();
  });
});

describe('cleanList', () => {
  it('keeps texts, empty ones too, in order', () => {
    expect(cleanList(['sh', '', 1, null, 'a\0b'])).toEqual(['sh', '', 'a�b']);
    expect(cleanList('sh')).toBeUndefined();
  });

  it('is bounded', () => {
    expect(cleanList(Array(maxEntries).fill('x'))).toHaveLength(maxEntries);
    expect(cleanList(Array(maxEntries + 1).fill('x'))).toHaveLength(maxEntries);
    const longest = Array(maxTotalLength / maxTextLength).fill('x'.repeat(maxTextLength));
    expect(cleanList(longest)).toHaveLength(longest.length);
    expect(cleanList([...longest, 'y'])).toHaveLength(longest.length);
  });
});

describe('cleanRecord', () => {
  it('keeps texts by their names', () => {
    expect(cleanRecord({ app: 'web', 'a\nb': 'c\td', n: 1, '': 'x', empty: '' })).toEqual({
      app: 'web',
      'a�b': 'c�d',
      empty: '',
    });
  });

  it('keeps a name that objects have as any other', () => {
    const record = cleanRecord(JSON.parse('{"__proto__":"x","constructor":"y"}'));
    expect(Object.entries(record ?? {})).toEqual([
      ['__proto__', 'x'],
      ['constructor', 'y'],
    ]);
  });

  it('is bounded', () => {
    const of = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, 'v']));
    expect(Object.keys(cleanRecord(of(maxEntries)) ?? {})).toHaveLength(maxEntries);
    expect(Object.keys(cleanRecord(of(maxEntries + 1)) ?? {})).toHaveLength(maxEntries);
  });

  it.each([[undefined], [null], ['x'], [[]], [{}], [{ n: 1 }]])('is undefined of %j', (value) => {
    expect(cleanRecord(value)).toBeUndefined();
  });
});
