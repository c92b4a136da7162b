import { expect, it } from 'vitest';
import { markdownTable } from './markdown-table.ts';

it('writes a row a line, whatever stands in the cells', () => {
  expect(
    markdownTable(
      ['A', 'B'],
      [
        ['a|b', 'c\nd'],
        ['<pid>', '`<pid>`'],
      ],
    ),
  ).toBe('| A | B |\n| --- | --- |\n| a\\|b | c d |\n| \\<pid> | `<pid>` |\n');
});
