import { afterAll, beforeAll, describe, it } from 'vitest';
import { findClusterPrograms } from './cluster-programs.ts';
import { startTestCluster, type TestCluster } from './test-cluster.ts';

/** Long enough for the first run on a machine, which builds the API server. */
const setupTimeoutMs = 40 * 60_000;

/**
 * Like vitest's `describe`, for tests that need an API server: they get one of their own, skip with the reason where it
 * cannot be had, and fail there when the environment says `RULELIB_CLUSTER=required`.
 * @param missing what else these tests lack; undefined: nothing
 */
export async function describeCluster(
  name: string,
  define: (cluster: () => TestCluster) => void,
  missing?: string,
): Promise<void> {
  const reason = missing ?? (await missingPrograms());
  if (reason === undefined) {
    describe(name, () => {
      let cluster: TestCluster | undefined;
      beforeAll(async () => {
        cluster = await startTestCluster();
      }, setupTimeoutMs);
      afterAll(() => cluster?.close());
      define(() => cluster ?? fail());
    });
  } else if (process.env['RULELIB_CLUSTER'] === 'required') {
    it(`${name}: there is a test cluster`, () => {
      throw new Error(`Cannot run these tests, and RULELIB_CLUSTER is "required": ${reason}`);
    });
  } else {
    console.warn(`${name} is skipped: ${reason}`);
    describe.skip(`${name} (skipped: ${reason})`, () => define(fail));
  }
}

async function missingPrograms(): Promise<string | undefined> {
  try {
    await findClusterPrograms();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function fail(): never {
  throw new Error('Cannot use the test cluster: it did not start');
}
