import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRuntimeStates } from './runtime-state.ts';

describe('createRuntimeStates', () => {
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(path.join(os.tmpdir(), 'rulelib-states-'));
    for (const folder of ['run/runc/a', 'run/crun/b', 'run/containerd/runc/default/c']) {
      mkdirSync(path.join(root, folder), { recursive: true });
    }
  });

  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  it.each([
    ['a', undefined, true],
    ['b', undefined, true],
    ['c', undefined, false],
    ['c', 'default', true],
    ['c', 'k8s.io', false],
    ['a', 'default', false],
  ])('%s in the namespace %s: %s', (id, namespace, isKnown) => {
    expect(createRuntimeStates(['/nowhere', root])(id, namespace)).toBe(isKnown);
  });
});
