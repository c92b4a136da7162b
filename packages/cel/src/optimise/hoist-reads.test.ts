import { describe, expect, it } from 'vitest';
import { createEnvironment } from '../environment.ts';
import type { Expr } from '../tree/expr.ts';
import { hoistReads } from './hoist-reads.ts';

const environment = createEnvironment({
  variables: { s: 'string', ints: 'list(int)', any: 'dyn', thing: 'Thing' },
  types: { Thing: { tags: 'list(string)', name: 'string', part: 'Part' }, Part: { tags: 'list(string)' } },
});

/** How many reads are bound around the expression. */
function hoisted(source: string): number {
  let count = 0;
  let expr: Expr = hoistReads(environment.compile(source).tree);
  for (; expr.kind === 'bind'; expr = expr.body) count++;
  return count;
}

describe('what a loop reads of the outside', () => {
  it.each([
    ['ints.all(x, ints.size() > x)', 1],
    ['ints.all(x, ints.all(y, ints.all(z, ints == [])))', 1],
    ['ints.all(x, ints.size() > x && any == x && thing.tags == [])', 3],
    ['ints.all(x, thing.tags == thing.part.tags)', 2],
    ['ints.map(x, any)', 1],
    ['ints.all(x, s == thing.name)', 0],
    ['ints.all(x, has(thing.tags))', 0],
    ['ints.all(x, x > 1) && ints.size() > 1', 0],
    ['any.all(x, x.tags == [])', 0],
  ])('of %s is read once: %i', (source, count) => {
    expect(hoisted(source)).toBe(count);
  });

  it('is read where it is needed, and fails there', () => {
    const program = environment.compile('[1, 2].exists(x, x == 1 || ints.size() > 0)');
    expect(program.interpretValue({ ints: 'no list' })).toBe(true);
    const source = '[1, 2].all(x, x == 1 || ints.size() > 0)';
    expect(() => environment.compile(source).interpretValue({ ints: 'no list' })).toThrow(
      expect.objectContaining({ code: 'evaluation', start: source.indexOf('ints'), end: source.indexOf('.size') }),
    );
  });

  it('is looked at once, however large', () => {
    let looks = 0;
    const list = new Proxy([1, 2, 3], {
      get: (target, property) => {
        if (property === 'length') looks++;
        return Reflect.get(target, property) as unknown;
      },
    });
    const program = environment.compile('[1, 2, 3, 4].all(x, ints[0] == 1)');
    program.interpretValue({ ints: list });
    const once = looks;
    looks = 0;
    environment.compile('[1].all(x, ints[0] == 1)').interpretValue({ ints: list });
    expect(once).toBe(looks);
  });
});
