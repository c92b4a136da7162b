import { describe, expect, it } from 'vitest';
import { createEnvironment } from '../environment.ts';
import { Uint } from '../values/uint.ts';

const variables = { b: 'bool', i: 'int', u: 'uint', s: 'string', li: 'list(int)', la: 'list(dyn)', file: 'File' };
const types = { File: { size: 'int' } };
const typed = createEnvironment({ variables, types });
const untyped = createEnvironment({
  variables: { ...Object.fromEntries(Object.keys(variables).map((name) => [name, 'dyn'])), file: 'File' },
  types,
  isChecked: false,
});

const bindings = { b: true, i: -1n, u: 255n, s: 'x', li: [4n, 0n], la: [1n, 'a'], file: { size: 7n } };

/** What the fuzzer found, each with the values with which it did (packages/cel/fuzz). */
describe('generated code and the interpreter agree, with types and without', () => {
  it.each<[string, Partial<typeof bindings>, unknown]>([
    ['int(0u)', {}, 0n],
    ['(b ? true : i in [i]) ? 0u : 2u', { b: false }, new Uint(0n)],
    ['(b ? i : i) in [1]', {}, false],
    ['(b ? true : b) in [false]', {}, false],
    ['[1].all(x, file.size in [file.size])', {}, true],
    ['double(([] + li)[0])', {}, 4],
  ])('%s', (source, changes, expected) => {
    const program = typed.compile(source);
    const values = { ...bindings, ...changes };
    expect(program.interpretValue(values)).toEqual(expected);
    expect(program.evaluateValue(values)).toEqual(expected);
    expect(untyped.compile(source).evaluateValue({ ...values, u: new Uint(values.u) })).toEqual(expected);
  });
});
