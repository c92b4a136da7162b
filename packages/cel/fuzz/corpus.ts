import { getConformanceSuite, type IncrementalTestSuite } from '@bufbuild/cel-spec/testdata/tests.js';

/** The expressions of cel-spec's own tests, each once. */
export function corpus(): readonly string[] {
  return [...new Set(getConformanceSuite().suites.flatMap(expressionsOf))].filter((text) => text.length < 500);
}

function expressionsOf(suite: IncrementalTestSuite): readonly string[] {
  return [...suite.tests.map(({ original }) => original.expr), ...suite.suites.flatMap(expressionsOf)];
}
