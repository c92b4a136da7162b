import { describe, expect, it } from 'vitest';
import { createDataValidator } from './create-data-validator.ts';
import { eventSchema } from './event-schema.ts';

const validate = createDataValidator(eventSchema);
const event = { timestamp: '2026-11-21T16:54:00Z', eventType: 'exec', mntns: 1, pid: 42, args: ['a'] };

describe('event schema', () => {
  it('takes a recorded event, and keys that nothing reads', () => {
    const ancestry = [{ pid: 1, comm: 'init', exepath: '/sbin/init' }];
    expect(validate({ ...event, ancestry, labels: { app: 'web' }, other: 1 })).toEqual([]);
  });

  it.each([
    ['eventType', 'exce'],
    ['pid', -1],
    ['pid', '42'],
    ['args', 'a'],
    ['mntns', 1.5],
    ['ancestry', [{ pid: 'a' }]],
    ['request', { headers: { host: 'a' } }],
    ['timestamp', undefined],
  ])('refuses %s %j', (key, value) => {
    expect(validate({ ...event, [key]: value })).not.toEqual([]);
  });
});
