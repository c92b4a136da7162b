import { CelError } from '@rulelibrary/cel';
import { describe, expect, it } from 'vitest';
import { renderExpressionError } from './render-expression-error.ts';

const rendered = (source: string, start: number, end: number) =>
  renderExpressionError(source, new CelError('type', 'Wrong', { start, end }));

describe('an error of an expression', () => {
  it.each<[name: string, source: string, place: [number, number], expected: string[]]>([
    ['at the start', 'ab + c', [0, 2], ['1:1: Wrong', '  ab + c', '  ^^']],
    ['inside', 'ab + c', [5, 6], ['1:6: Wrong', '  ab + c', '       ^']],
    ['of no width', 'ab +', [4, 4], ['1:5: Wrong', '  ab +', '      ^']],
    ['of nothing', '', [0, 0], ['1:1: Wrong', '  ', '  ^']],
    ['on the second line', 'a &&\n  b', [7, 8], ['2:3: Wrong', '    b', '    ^']],
    ['on a line that ends with CR LF', 'a &&\r\n  b ||\r\nc', [8, 9], ['2:3: Wrong', '    b ||', '    ^']],
    ['over several lines', 'a &&\nb', [0, 6], ['1:1: Wrong', '  a &&', '  ^^^^']],
    ['behind an empty line', 'a &&\n\n b', [7, 8], ['3:2: Wrong', '   b', '   ^']],
    // A tab is shown as \t by whoever prints it.
    ['behind a tab', '\tab', [1, 3], ['1:2: Wrong', '  \tab', '    ^^']],
  ])('%s', (_name, source, [start, end], expected) => {
    expect(rendered(source, start, end)).toBe(expected.join('\n'));
  });

  it('on a long line is shown with what is around it', () => {
    const [, line = '', carets = ''] = rendered(`${'a'.repeat(500)}XY${'b'.repeat(500)}`, 500, 502).split('\n');
    expect(line).toBe(`  …${'a'.repeat(40)}XY${'b'.repeat(58)}…`);
    expect(carets).toBe(`${' '.repeat(line.indexOf('X'))}^^`);
  });
});
