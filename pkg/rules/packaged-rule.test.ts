import { describe, expect, it } from 'vitest';
import { packagedRule } from './packaged-rule.ts';

const file = '@rulelibrary/rules/r0001-one/rule.yaml';
const rule = packagedRule({
  spec: { id: 'R0001', expressions: { message: "'a' +\n'bc'" } },
  status: 'stable',
  version: '1',
  file,
  spots: { '': [12, 7], '/id': [13, 11], '/expressions': [16, 9], '/expressions/message': [17, 11] },
  texts: {
    '/expressions/message': [
      [0, 17, 11],
      [6, 18, 11],
    ],
  },
});

describe('a packaged rule', () => {
  it('has what its data says', () => {
    expect(rule).toMatchObject({ spec: { id: 'R0001' }, status: 'stable', version: '1' });
    expect(rule.place).toEqual({ file, line: 12, column: 7 });
  });

  it('has no version where the data has none', () => {
    expect(packagedRule({ spec: {}, status: 'stable', file, spots: {}, texts: {} })).not.toHaveProperty('version');
  });

  it.each([
    ['a part', '/id', 13, 11],
    ['the rule', '', 12, 7],
    ['a part that is missing, at its nearest ancestor', '/expressions/uniqueId/x', 16, 9],
    ['a part of nothing, at the rule', '/state', 12, 7],
    ['what only an object has by nature, at the rule', 'constructor', 12, 7],
  ])('knows the place of %s', (_what, pointer, line, column) => {
    expect(rule.placeOf(pointer)).toEqual({ file, line, column });
  });

  it.each([
    ['the first character', '/expressions/message', 0, 17, 11],
    ['the last of the first line', '/expressions/message', 5, 17, 16],
    ['the first of the second line', '/expressions/message', 6, 18, 11],
    ['the end', '/expressions/message', 10, 18, 15],
    ['what is no text', '/expressions', 3, 16, 9],
  ])('knows the place of %s', (_what, pointer, offset, line, column) => {
    expect(rule.placeInText(pointer, offset)).toEqual({ file, line, column });
  });
});
