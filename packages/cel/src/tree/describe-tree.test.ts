import { describe, expect, it } from 'vitest';
import { createEnvironment } from '../environment.ts';
import { describeTree } from './describe-tree.ts';

const { compile } = createEnvironment({ variables: { list: 'list(int)', s: 'string' } });

function shown(source: string): string[] {
  return describeTree(compile(source).tree).map(
    ({ depth, label, type, start, end }) => `${'  '.repeat(depth)}${label}: ${type}: ${source.slice(start, end)}`,
  );
}

describe('a checked expression', () => {
  it('is shown piece by piece, with the names of functions, macros and locals', () => {
    expect(shown("list.exists(x, x > 1) && s.startsWith('a')")).toEqual([
      "and: bool: list.exists(x, x > 1) && s.startsWith('a')",
      '  comprehension exists: bool: list.exists(x, x > 1)',
      '    variable: list(int): list',
      '    order >: bool: x > 1',
      '      local x: int: x',
      '      constant: int: 1',
      "  call startsWith: bool: s.startsWith('a')",
      '    variable: string: s',
      "    constant: string: 'a'",
    ]);
  });

  it('has a cost, which grows with what is done', () => {
    expect(compile('list.exists(x, x > 1)').cost).toBeGreaterThan(compile('list.size() > 1').cost);
  });
});
