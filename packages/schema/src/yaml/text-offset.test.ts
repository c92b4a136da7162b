import { EVENT_ID, getScalarValue, parseEvents, type ScalarEvent, YAMLException } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { textOffset } from './text-offset.ts';

function scalarsOf(source: string): ScalarEvent[] {
  return parseEvents(source, {}).filter((event) => event.type === EVENT_ID.SCALAR);
}

/** The source character under each character of the decoded text. */
function under(source: string, scalar: ScalarEvent): string {
  return [...getScalarValue(source, scalar)].map((_, at) => source.charAt(textOffset(source, scalar, at))).join('');
}

/** Deterministic: a failing case is found again. */
function* randomScalars(count: number): Generator<string> {
  const parts = [
    'a',
    'b c',
    ' ',
    '  ',
    '\n',
    '\n\n',
    '\r\n',
    '\t',
    "''",
    '\\n',
    '\\x41',
    '\\u00e9',
    '\\U0001F600',
    'é',
    '\\\n',
    '-',
  ];
  const heads = ['- |\n', '- >\n', '- |-\n', '- >-\n', '- |+\n', '- >+\n', '- |2\n', '- "', "- '", '- x'];
  let seed = 7;
  const next = (below: number) => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return Math.floor((seed / 2147483648) * below);
  };
  for (let index = 0; index < count; index++) {
    const head = heads[next(heads.length)] ?? '';
    const body = Array.from({ length: next(12) }, () => parts[next(parts.length)]).join('');
    const tail = head.endsWith('"') ? '"' : head.endsWith("'") ? "'" : '';
    yield `${head}${(tail === '' ? `z${body}` : body).replaceAll(/^|(?<=\n)/g, head.startsWith('- x') ? ' ' : '   ')}${tail}\n`;
  }
}

describe('textOffset', () => {
  it('finds every character that stands in the source as itself, in every style', () => {
    const styles = [
      'plain text',
      "'single ''quoted'''",
      '"double"',
      '|\n  literal\n    more\n\n  end\n',
      '>-\n  folded\n  line\n',
    ];
    for (const style of styles) {
      const source = `- ${style}\n`;
      const [scalar] = scalarsOf(source);
      if (scalar === undefined) throw new Error('no scalar');
      const text = getScalarValue(source, scalar);
      const seen = under(source, scalar);
      for (let at = 0; at < text.length; at++)
        if (/\S/.test(text.charAt(at))) expect(seen.charAt(at)).toBe(text.charAt(at));
    }
  });

  it.each([
    ['an escape at its backslash', '- "a\\n\\u0041b"\n', 2, '\\'],
    ['what follows an escape at itself', '- "a\\n\\u0041b"\n', 3, 'b'],
    ['both halves of an escaped astral character at its backslash', '- "\\U0001F600b"\n', 1, '\\'],
    ['what follows an astral escape at itself', '- "\\U0001F600b"\n', 2, 'b'],
    ['the second character after a doubled quote', "- 'a''b'\n", 2, 'b'],
    ['the first character of a folded line', '- >\n  one\n  two\n', 4, 't'],
    ['the first character after kept empty lines', '- |\n\n\n  one\n', 2, 'o'],
    ['text behind an escaped line break', '- "a\\\n   b"\n', 1, 'b'],
    ['text in lines that end in CR LF', '- |\r\n  one\r\n  two\r\n', 4, 't'],
  ])('places %s', (_, source, offset, character) => {
    const [scalar] = scalarsOf(source);
    if (scalar === undefined) throw new Error('no scalar');
    expect(source.charAt(textOffset(source, scalar, offset))).toBe(character);
  });

  it('places the end of a text behind its last character', () => {
    const source = '- |\n  one\n\n- "two"\n- three\n';
    const ends = scalarsOf(source).map((scalar) => textOffset(source, scalar, getScalarValue(source, scalar).length));
    expect(ends).toEqual([source.indexOf('one') + 3, source.indexOf('two') + 3, source.indexOf('three') + 5]);
  });

  it('agrees with the decoder on 20,000 generated scalars', () => {
    let compared = 0;
    for (const source of randomScalars(20_000)) {
      let scalars: ScalarEvent[];
      try {
        scalars = scalarsOf(source);
      } catch (error) {
        if (error instanceof YAMLException) continue;
        throw error;
      }
      for (const scalar of scalars) {
        const text = getScalarValue(source, scalar);
        const offsets = Array.from(text, (_, at) => textOffset(source, scalar, at));
        expect(
          offsets.toSorted((a, b) => a - b),
          source,
        ).toEqual(offsets);
        for (let at = 0; at < text.length; at++) {
          const character = text.charAt(at);
          if (!/[a-z-]/.test(character)) continue;
          expect(source.charAt(textOffset(source, scalar, at)), JSON.stringify([source, text, at])).toBe(character);
          compared++;
        }
      }
    }
    expect(compared).toBeGreaterThan(20_000);
  });
});
