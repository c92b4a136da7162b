import { describe, expect, it } from 'vitest';
import { lowerAscii } from '../stdlib/text-edit.ts';
import { createTextLookup, createTextTest, type LookupOptions } from './text-lookup.ts';
import { TextTrie } from './text-trie.ts';

const alphabet = ['a', 'b', '/', 'A', '.', 'é', '\u{1f600}', ''];

/** Always the same texts, of a linear congruential generator. */
function* texts(count: number): Generator<string> {
  let state = 1;
  const next = (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
  for (let i = 0; i < count; i++) {
    yield Array.from({ length: next(6) }, () => alphabet[next(alphabet.length)]).join('');
  }
}

const samples = [...texts(400)];

describe('createTextTest', () => {
  it.each([false, true])('says what the tests one by one say, backward: %s', (isBackward) => {
    for (let at = 0; at + 10 < 300; at += 7) {
      const [parts, wholes] = [samples.slice(at, at + (at % 5)), samples.slice(at + 5, at + 8)];
      const test = createTextTest({ parts, wholes }, { isBackward });
      for (const text of samples) {
        const isPart = parts.some((part) => (isBackward ? text.endsWith(part) : text.startsWith(part)));
        expect([text, parts, wholes, test(text)]).toEqual([text, parts, wholes, isPart || wholes.includes(text)]);
      }
    }
  });
});

describe('createTextLookup', () => {
  it.each<[LookupOptions, (text: string) => string]>([
    [{}, (text) => text],
    [{ isBackward: true }, (text: string) => text],
    [{ isBackward: true, before: '.' }, (text: string) => `.${text}`],
    [{ isBackward: true, before: 'ab' }, (text: string) => `ab${text}`],
    [{ isBackward: true, isLower: true, before: '.' }, (text: string) => `.${lowerAscii(text)}`],
    [{ isLower: true }, lowerAscii],
  ])('finds what is there: %j', (options, subjectOf) => {
    for (let at = 0; at + 10 < 300; at += 7) {
      const parts = samples.slice(at, at + 8);
      const lookup = createTextLookup(parts, options);
      for (const text of samples) {
        const subject = subjectOf(text);
        const expected = parts.filter((part) =>
          options.isBackward ? subject.endsWith(part) : subject.startsWith(part),
        );
        expect(lookup(text).toSorted()).toEqual(expected.toSorted());
      }
    }
  });

  it('gives lists that are made beforehand', () => {
    const lookup = createTextLookup(['a', 'ab'], {});
    expect(lookup('abc')).toBe(lookup('abd'));
  });
});

describe('TextTrie', () => {
  it('stays small whatever the texts are', () => {
    const trie = new TextTrie({});
    const text = String.fromCharCode(...Array.from({ length: 30_000 }, (_, index) => 0x4e00 + index));
    const ends = [text, text.slice(1), text.slice(0, 10), text].map((one) => trie.add(one));
    expect(ends).toEqual([30_000, 59_999, 10, 30_000]);
    expect(trie.nodes).toBe(60_000);
  });

  it.each([
    [361, true],
    [362, false],
  ])('of a text of %i code units, all different, as a table: %s', (length, isTable) => {
    const text = String.fromCharCode(...Array.from({ length }, (_, index) => 0x4e00 + index));
    const trie = new TextTrie({});
    trie.add(text);
    expect(trie.table() !== undefined).toBe(isTable);
    const test = createTextTest({ parts: [text], wholes: [text.slice(1), 'x'] }, {});
    const texts = [text, `${text}x`, text.slice(1), `${text.slice(1)}x`, 'x', 'xx', ''];
    expect(texts.map(test)).toEqual([true, true, true, false, true, false, false]);
    const lookup = createTextLookup([text, text.slice(0, 9), text.slice(1)], {});
    expect([text, text.slice(0, 10), text.slice(1), 'x'].map((one) => lookup(one).length)).toEqual([2, 1, 1, 0]);
  });
});
