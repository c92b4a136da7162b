import { mkdtempSync } from 'node:fs';

/** A new folder on a file system in memory, so that no disk is measured. Its maker removes it. */
export function makeFolder(): string {
  return mkdtempSync('/dev/shm/rulelib-bench-');
}
