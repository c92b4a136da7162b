import type { ProcessSource } from '@rulelibrary/engine';
import type { Collector, CollectorOptions } from '@rulelibrary/engine/collector';

/** The collector, or why there is none here. */
export type LiveSource =
  | { readonly collector: Collector; readonly processes: ProcessSource }
  | { readonly missing: string };

/** Opens the collector; a machine that cannot be watched is an answer, not an error. */
export async function openLive(options: CollectorOptions): Promise<LiveSource> {
  // Imported here: commands that work on files run where the collector cannot.
  const { CollectorError, openCollector, procProcesses } = await import('@rulelibrary/engine/collector');
  try {
    return { collector: openCollector(options), processes: procProcesses };
  } catch (error) {
    if (!(error instanceof CollectorError)) throw error;
    return { missing: error.message };
  }
}
