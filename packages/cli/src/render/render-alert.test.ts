import type { Alert } from '@rulelibrary/engine';
import { describe, expect, it } from 'vitest';
import { createPaint } from './paint.ts';
import { renderAlert } from './render-alert.ts';

const alert: Alert = {
  timestamp: '2026-11-21T16:54:10.209152551Z',
  ruleId: 'R1000',
  ruleName: 'Process executed from malicious source',
  severity: { level: 8, text: 'High' },
  message: 'worker executed /dev/shm/worker',
  sourceContext: 'host',
  process: { pid: 4123, comm: 'worker', exepath: '/dev/shm/worker', args: ['worker', 'a b', ''], uid: 0, cwd: '/root' },
  ancestry: [
    { pid: 4021, comm: 'bash', exepath: '/usr/bin/bash' },
    { pid: 1, comm: 'systemd', exepath: '/usr/lib/systemd/systemd' },
  ],
  host: { nodeName: 'node-1' },
  suppressedSince: 1234,
};
const plain = createPaint(false);

function lines(changes: Partial<Alert>): string[] {
  return renderAlert({ ...alert, ...changes }, plain).split('\n');
}

describe('an alert', () => {
  it('is a block with rule, message, process, parents and place', () => {
    expect(lines({})).toEqual([
      'HIGH     R1000 Process executed from malicious source  2026-11-21 16:54:10.209Z',
      '  worker executed /dev/shm/worker',
      '  process    worker[4123]  /dev/shm/worker  uid 0  in /root',
      "  args       worker 'a b' ''",
      '  parents    bash[4021] ← systemd[1]',
      '  where      host  node-1',
      '  held back  1,234 of the same since the last',
      '',
      '',
    ]);
  });

  it('names container and image of a standalone container', () => {
    const container = { id: '0123456789abcdef', name: 'web', image: 'nginx:1' };
    expect(lines({ sourceContext: 'standalone', container })).toContain(
      '  where      standalone  web  0123456789ab  nginx:1',
    );
  });

  it('names namespace, pod and node of a pod', () => {
    const kubernetes = { namespace: 'shop', pod: 'web-1', node: 'node-1' };
    expect(lines({ sourceContext: 'kubernetes', kubernetes })).toContain('  where      kubernetes  shop/web-1  node-1');
  });

  it('leaves out what it does not have', () => {
    const { timestamp, ruleId, ruleName, severity, message, sourceContext } = alert;
    const bare = renderAlert({ timestamp, ruleId, ruleName, severity, message, sourceContext }, plain);
    expect(bare.split('\n')).toHaveLength(5);
  });

  it('holds nothing that a terminal obeys, wherever an attacker put it', () => {
    const evil = '\u001b[2J\n\u009b1m';
    const text = renderAlert(
      {
        ...alert,
        timestamp: evil,
        ruleId: evil,
        ruleName: evil,
        message: evil,
        process: { pid: 1, comm: evil, exepath: evil, args: [evil], cwd: evil },
        ancestry: [{ pid: 1, comm: evil, exepath: evil }],
        host: { nodeName: evil },
      },
      plain,
    );
    expect(text.split('\n')).toHaveLength(9);
    expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  });

  it('stays readable with 100 KB of arguments and a thousand parents', () => {
    const args = Array.from({ length: 2_000 }, () => 'x'.repeat(50));
    const ancestry = Array.from({ length: 1_000 }, (_, pid) => ({ pid, comm: 'sh', exepath: '/bin/sh' }));
    const text = renderAlert({ ...alert, process: { args }, ancestry }, plain);
    expect(text.length).toBeLessThan(1_000);
    expect(text).toContain('992 more');
  });

  it('has colour where it is wanted', () => {
    expect(renderAlert(alert, createPaint(true))).toContain('\u001b[1m\u001b[31mHIGH');
  });
});
