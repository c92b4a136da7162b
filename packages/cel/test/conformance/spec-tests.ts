import type { SimpleTest } from '@bufbuild/cel-spec/cel/expr/conformance/test/simple_pb.js';
import { getConformanceSuite, type IncrementalTestSuite } from '@bufbuild/cel-spec/testdata/tests.js';

/** One of the language's official tests. */
export interface SpecTest {
  /** `file/section/name`; the second of a name has `#2` behind it. */
  readonly id: string;
  readonly file: string;
  readonly test: SimpleTest;
}

/** The simple tests of cel-spec, in its order. */
export function specTests(): SpecTest[] {
  const seen = new Map<string, number>();
  return getConformanceSuite().suites.flatMap((suite) => testsOf(suite, suite.name, suite.name, seen));
}

function testsOf(suite: IncrementalTestSuite, file: string, path: string, seen: Map<string, number>): SpecTest[] {
  const own = suite.tests.map(({ name, original }) => {
    const id = `${path}/${name}`;
    const count = (seen.get(id) ?? 0) + 1;
    seen.set(id, count);
    return { id: count === 1 ? id : `${id}#${count}`, file, test: original };
  });
  return [...own, ...suite.suites.flatMap((inner) => testsOf(inner, file, `${path}/${inner.name}`, seen))];
}
