import { describe, expect, it } from 'vitest';
import { createEnvironment } from '../environment.ts';
import { limits } from '../limits.ts';

const environment = createEnvironment({
  variables: { x: 'list(dyn)', json: 'dyn' },
  extensions: ['optionals', 'network'],
});
const evaluate = (source: string, bindings: Record<string, unknown> = {}) =>
  environment.compile(source).evaluate(bindings);

const refused = expect.objectContaining({
  name: 'CelError',
  code: 'limit',
  message: `Too many nested values, maximum ${limits.visits}`,
});

describe('a value as the outside sees it', () => {
  it.each([
    ['[1u, 2]', [1n, 2n]],
    [
      "{1u: [timestamp(1)], 'a': duration('1s')}",
      new Map<unknown, unknown>([
        [1n, [1_000_000_000n]],
        ['a', 1_000_000_000n],
      ]),
    ],
    ['[int, type(int)]', ['int', 'type']],
    ['optional.of([1u])', [1n]],
    ['[optional.none(), optional.of(optional.of(2u))]', [undefined, 2n]],
    ["[ip('::1'), cidr('10.0.0.0/8').ip()]", ['::1', '10.0.0.0']],
    ["cidr('10.0.0.0/8')", '10.0.0.0/8'],
    ["[b'a', null]", [new Uint8Array([97]), null]],
  ])('of %s', (source, value) => {
    expect(evaluate(source)).toStrictEqual(value);
  });

  it('is not copied where nothing in it changes', () => {
    const json = { a: ['b', 1, { c: true }] };
    expect(evaluate('json', { json })).toBe(json);
    expect((evaluate('x', { x: json.a }) as unknown[])[2]).toBe(json.a[2]);
  });

  it('has as many values as may be and no more', () => {
    const many = (count: number) => evaluate('x + [[]]', { x: new Array(count).fill([]) });
    expect(many(limits.listLength - 1)).toHaveLength(limits.listLength);
    const nested = (count: number) => evaluate('json', { json: [[], ...new Array(count - 1).fill('')] });
    expect(nested(limits.visits)).toHaveLength(limits.visits);
    expect(() => nested(limits.visits + 1)).toThrow(refused);
  });

  it('that holds one list many times, which holds another many times, is refused', () => {
    let json: unknown = [['a']];
    for (let i = 0; i < 60; i++) json = [json, json];
    expect(() => evaluate('json', { json })).toThrow(refused);
  });
});
