// The official tests of the language: those that need protobuf are listed in protobuf-only.txt, all others have to pass.
import { afterAll, describe, expect, it } from 'vitest';
import { isProtobufOnly } from './is-protobuf-only.ts';
import { knownFailures } from './known-failures.ts';
import { runSpecTest } from './run-spec-test.ts';
import { type SpecTest, specTests } from './spec-tests.ts';
import { type Tally, tableOf } from './table-of.ts';

/** Files of which every test has to pass; of all others together 98 %. */
const complete = new Set([
  'basic',
  'comparisons',
  'conversions',
  'fields',
  'fp_math',
  'integer_math',
  'lists',
  'logic',
  'macros',
  'macros2',
  'namespace',
  'parse',
  'plumbing',
  'string',
  'string_ext',
  'timestamps',
  'type_deductions',
]);

const tests = specTests();
const protobufOnly = tests.filter(({ test }) => isProtobufOnly(test));
const leftOut = new Set(protobufOnly);
const ordinary = tests.filter((test) => !leftOut.has(test));
const passed = new Set<SpecTest>();

describe.each([...Map.groupBy(ordinary, ({ file }) => file)])('%s', (_, ofFile) => {
  it.each(ofFile.map((specTest) => [specTest.id, specTest] as const))('%s', (id, specTest) => {
    if (id in knownFailures) {
      expect(() => runSpecTest(specTest.test), 'it passes: take it off known-failures.ts').toThrow();
    } else {
      runSpecTest(specTest.test);
      passed.add(specTest);
    }
  });
});

describe('what is left out', () => {
  it('is what needs protobuf, and nothing that is not listed', async () => {
    const lines = protobufOnly.map(({ id }) => `${id}\n`);
    await expect(lines.join('')).toMatchFileSnapshot('./protobuf-only.txt');
  });

  it('is at most 2 % of the rest, and nothing of the core of the language', () => {
    const failing = ordinary.filter(({ id }) => id in knownFailures);
    expect(failing).toHaveLength(Object.keys(knownFailures).length);
    expect(failing.length).toBeLessThanOrEqual(ordinary.length * 0.02);
    expect(failing.filter(({ file }) => complete.has(file))).toEqual([]);
  });
});

afterAll(() => {
  const files = Map.groupBy(tests, ({ file }) => file);
  console.log(tableOf(new Map([...files].map(([file, ofFile]) => [file, tally(ofFile)]))));
});

function tally(ofFile: readonly SpecTest[]): Tally {
  const left = ofFile.filter((test) => leftOut.has(test)).length;
  const passing = ofFile.filter((test) => passed.has(test)).length;
  return { passed: passing, failed: ofFile.length - left - passing, protobufOnly: left };
}
