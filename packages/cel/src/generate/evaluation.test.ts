import { describe, expect, it } from 'vitest';
import { createEnvironment } from '../environment.ts';
import { foldConstants } from '../optimise/fold-constants.ts';
import { generate } from './generate.ts';
import { gaveUp } from './give-up.ts';

const calls: string[] = [];
const environment = createEnvironment({
  variables: { o: 'Thing', list: 'list(int)', s: 'string' },
  types: { Thing: { a: 'string', b: 'string', n: 'int', flag: 'bool', l: 'list(string)' } },
  functions: [
    { name: 'first', params: ['string', 'string'], result: 'string', call: (a, b) => record('first', a, b) },
    { name: 'second', params: ['string', 'string'], result: 'string', call: (a, b) => record('second', a, b) },
    { name: 'paths', params: ['string', 'string'], result: 'list(string)', call: () => ['x', 'y', 'z'] },
  ],
});

function record(...names: readonly unknown[]): string {
  calls.push(names.join(' '));
  return String(names[1]);
}

function evaluate(source: string, bindings: Readonly<Record<string, unknown>>): unknown {
  return generate(foldConstants(environment.compile(source).tree)).evaluate(bindings);
}

/** What an evaluation reads, in order. */
function readsOf(source: string, fields: Readonly<Record<string, unknown>>): readonly string[] {
  const reads: string[] = [];
  const o = new Proxy(fields, {
    get: (target, name) => {
      reads.push(String(name));
      return Reflect.get(target, name);
    },
  });
  evaluate(source, { o });
  return reads;
}

describe('fields are read', () => {
  const fields = { a: 'A', b: 'B', n: 1, l: ['x', 'y'] };

  it.each([
    ['at most once', "o.a == 'x' || o.a == 'y' || o.b + o.a == 'z' || o.a.size() > 3", ['a', 'b']],
    ['at most once, also after a branch', "(o.n == 2 && o.a == 'x') || o.a == 'y' || o.a == 'z'", ['n', 'a']],
    ['not behind what decides', "o.a == 'x' && o.b == 'B'", ['a']],
    ['once for all rounds of a loop', 'o.l.exists(e, e == o.a || e == o.b)', ['l', 'a', 'b']],
    ['not for a loop without rounds', "[o.n].filter(e, e > 1).exists(e, o.a == 'x')", ['n']],
    ['cheap ones first', "o.a.matches('x+') && o.n == 7", ['n']],
    ['in the order of guards', 'o.l.size() > 2 && o.l[2] == o.a', ['l']],
  ])('%s', (_name, source, reads) => {
    expect(readsOf(source, fields)).toEqual(reads);
  });
});

describe('functions of the host', () => {
  it.each([
    ['are asked once for the same', "first(s, 'x') == 'no' || first(s, 'x') == 'never' || s == first(s, 'x')", 1],
    ['are asked again for something else', "first(s, 'x') == 'no' || first(s, 'y') == 'no'", 2],
    ['are not asked behind what decides', "s == 'no' && first(s, 'x') == s", 0],
    ['are asked once for all rounds', "paths(s, s).exists(p, p == first(s, 'x'))", 1],
    ['are asked in each round for its element', "paths(s, s).exists(p, first(p, 'x') == 'no')", 3],
    ['are asked once by the name of a value', "cel.bind(p, first(s, 'x'), p == 'no' || p + p == 'no')", 1],
  ])('%s', (_name, source, count) => {
    const withBind = createEnvironmentWithBindings();
    calls.length = 0;
    generate(withBind.compile(source).tree).evaluate({ s: 'text' });
    expect(calls).toHaveLength(count);
  });

  it('are asked in the order in which they are written', () => {
    calls.length = 0;
    evaluate("second(s, 'b').matches('t+') && first(s, 'a') == 'text'", { s: 'text' });
    expect(calls).toEqual(['second text b', 'first text a']);
  });
});

describe('limits', () => {
  it.each([
    ['list.all(e, e == 0)', 100_000],
    ['list.exists(e, e > 0)', 100_000],
    ['list.map(e, e).size() > 0', 100_000],
    ['1 in list', 100_000],
    ['list.all(e, e == 0) && list.all(e, e < 1)', 50_000],
    ['list.all(e, [1, 2, 3, 4].exists(f, e + f > 3))', 20_000],
  ])('visits of elements: %s', (source, count) => {
    const list = new Array<number>(count).fill(0);
    expect(evaluate(source, { list })).toBeTypeOf('boolean');
    expect(() => evaluate(source, { list: [...list, 0] })).toThrow();
  });

  it('length of a text that is built', () => {
    const part = 'x'.repeat(131_072);
    const all = (count: number) => new Array(count).fill('o.a').join(' + ');
    expect(evaluate(`(${all(8)}).size()`, { o: { a: part } })).toBe(1_048_576n);
    expect(thrownBy(() => evaluate(`(${all(8)} + 'y').size()`, { o: { a: part } }))).toBe(gaveUp);
  });

  it('length of a text that is read', () => {
    const text = 'x'.repeat(131_072);
    expect(evaluate("o.a == 'x'", { o: { a: text } })).toBe(false);
    expect(thrownBy(() => evaluate("o.a == 'x'", { o: { a: `${text}x` } }))).toBe(gaveUp);
  });

  it('code that branches repeat is not generated', () => {
    const binds = (depth: number): string => {
      const names = Array.from({ length: depth }, (_, index) => `n${index}`);
      const head = names.map((name, index) => {
        const before = index === 0 ? "first(s, 'x').size()" : `names${index - 1}`;
        return `cel.bind(names${index}, s == '${name}' ? ${before} + 1 : ${before} + 2, `;
      });
      return `${head.join('')}names${depth - 1}${')'.repeat(depth)}`;
    };
    const environmentWithBindings = createEnvironmentWithBindings();
    const generated = (depth: number) => generate(environmentWithBindings.compile(binds(depth)).tree);
    expect(generated(5).evaluate({ s: 'n1' })).toBe(11n);
    expect(thrownBy(() => generated(40).evaluate({ s: 'n1' }))).toBe(gaveUp);
  });
});

describe('gives up', () => {
  it.each([
    ['a field of another type', "o.a == 'x'", { o: { a: 1 } }],
    ['a field of another type', 'o.n == 1', { o: { n: '1' } }],
    ['a number that is no integer', 'o.n == 1', { o: { n: 1.5 } }],
    ['a number that is not safe', 'o.n == 1', { o: { n: 2 ** 53 } }],
    ['an integer that is too large', 'o.n == 1', { o: { n: 2n ** 63n } }],
    ['an element of another type', "'x' in o.l", { o: { l: ['x', 1] } }],
    ['an index that is out of range', "o.l[1] == 'x'", { o: { l: ['x'] } }],
    ['overflow', 'o.n + 1 > 0', { o: { n: 2n ** 63n - 1n } }],
    ['division by zero', '1 / o.n == 1', { o: { n: 0 } }],
  ])('%s: %s', (_name, source, bindings) => {
    expect(() => evaluate(source, bindings)).toThrow();
  });
});

function createEnvironmentWithBindings() {
  return createEnvironment({
    variables: { s: 'string' },
    functions: [
      { name: 'first', params: ['string', 'string'], result: 'string', call: (a, b) => record('first', a, b) },
      { name: 'paths', params: ['string', 'string'], result: 'list(string)', call: () => ['x', 'y', 'z'] },
    ],
    extensions: ['strings', 'bindings'],
  });
}

function thrownBy(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}
