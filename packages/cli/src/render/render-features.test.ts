import { describe, expect, it } from 'vitest';
import { renderFeatures } from './render-features.ts';

describe('what the probe found', () => {
  it('is one line a hook, what is missing last', () => {
    const missing = 'no hook loads';
    expect(
      renderFeatures([
        { name: 'capabilities', available: false, detail: missing },
        { name: 'open', available: true, detail: 'sys_exit' },
        { name: 'exec', available: true, detail: 'sched_process_exec' },
        { name: 'bpf', available: true, detail: 'sys_exit' },
        { name: 'randomx', available: false, detail: missing },
      ]),
    ).toEqual(['  open bpf: sys_exit', '  exec: sched_process_exec', '  without capabilities randomx: no hook loads']);
  });
});
