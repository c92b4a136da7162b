import { CollectorError, openCollector } from '@rulelibrary/engine/collector';
import { describe, it } from 'vitest';

/** Whether this machine's kernel can be watched. */
export interface LiveKernel {
  /** Why not; undefined where it can. */
  readonly reason: string | undefined;
}

/**
 * Opens a collector once to find out. What is missing on the machine (root, BTF, the build) is a reason to skip; programs
 * that the kernel refuses are not: then the tests run, and fail.
 */
function probeLiveKernel(): LiveKernel {
  try {
    openCollector({ eventTypes: [] }).stop();
  } catch (error) {
    if (error instanceof CollectorError && error.code !== 'load-failed') {
      // The rest is what libbpf said.
      return { reason: error.message.split(/[;\n]/, 1)[0] };
    }
  }
  return { reason: undefined };
}

/**
 * Like vitest's `describe`, for tests that need the kernel: they skip with the reason where it cannot be watched, and fail
 * there when the environment says `RULELIB_LIVE=required`.
 * @param missing what else these tests lack; undefined: nothing
 */
export function describeLive(name: string, define: () => void, missing?: string): void {
  const reason = probeLiveKernel().reason ?? missing;
  if (reason === undefined) {
    describe(name, define);
  } else if (process.env['RULELIB_LIVE'] === 'required') {
    it(`${name}: the kernel can be watched`, () => {
      throw new Error(`Cannot run these tests, and RULELIB_LIVE is "required": ${reason}`);
    });
  } else {
    describe.skip(`${name} (skipped: ${reason})`, define);
  }
}
