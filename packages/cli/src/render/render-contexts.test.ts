import type { ContextInfo } from '@rulelibrary/engine';
import type { TrackedContext } from '@rulelibrary/engine/node';
import { expect, it } from 'vitest';
import { renderContexts, renderContextsJson } from './render-contexts.ts';

const nowMs = Date.UTC(2026, 10, 21, 16, 54);
const container = {
  id: '6f1c8a3e5b7d9f20416283a4c5e6f7081923a4b5c6d7e8f9011223344556677a',
  mntns: 4026532501,
  pid: 712,
  image: 'docker.io/library/nginx:1.27',
  startedMs: nowMs - 61_000,
  wasRunning: true,
};
const of = (info: Partial<ContextInfo>, ...namespaces: number[]): TrackedContext => ({
  info: { context: 'standalone', workloadId: '', ownContexts: [], ...info },
  namespaces,
});
const pod = of(
  {
    context: 'kubernetes',
    workloadId: 'shop/web-0',
    ownContexts: ['payments'],
    container,
    pod: { namespace: 'shop', name: 'web-0', containerName: 'nginx' },
  },
  4026532501,
  4026532502,
);
const plain = of({ workloadId: ':web', container: { ...container, id: 'web', pid: 0, startedMs: 0 } }, 4026532600);
const host = of({ context: 'host', workloadId: 'node-1' }, 4026531841);

it('a table has the host first, and containers by their workload', () => {
  expect(renderContexts([pod, plain, host], nowMs).join('\n')).toBe(
    `
  contexts              workload          container     image                         pid  age   mount namespaces
  host                  node-1            -             -                             -    -     4026531841
  standalone            -                 web           docker.io/library/nginx:1.27  -    -     4026532600
  kubernetes, payments  shop/web-0/nginx  6f1c8a3e5b7d  docker.io/library/nginx:1.27  712  1:01  4026532501 4026532502
`.slice(1, -1),
  );
});

it('profiles have a column where any is known', () => {
  const lines = renderContexts(
    [{ ...plain, profile: { status: 'completed', completion: 'partial' } }, pod, host],
    nowMs,
  );
  const column = lines[0]?.indexOf('profile');
  expect(lines.map((line) => line.slice(column))).toEqual([
    'profile             mount namespaces',
    '-                   4026531841',
    'completed, partial  4026532600',
    '-                   4026532501 4026532502',
  ]);
  const [record = ''] = renderContextsJson([{ ...host, profile: { status: 'ready' } }]);
  expect(JSON.parse(record)).toMatchObject({ profile: { status: 'ready' } });
});

it('what a container calls itself does not move the cursor', () => {
  const text = renderContexts([of({ container: { ...container, name: 'a\u001b[2Jb', image: 'c\nd' } })], nowMs).join(
    '\n',
  );
  expect(text).toContain('a\\e[2Jb');
  expect(text).toContain('c\\nd');
});

it('JSON has all but what may be secret', () => {
  const secret = { ...container, environment: { TOKEN: 'x' }, command: ['sh', '--password', 'x'] };
  const lines = renderContextsJson([of({ workloadId: ':web', container: secret }, 7), host]);
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    { context: 'host', ownContexts: [], workloadId: 'node-1', namespaces: [4026531841] },
    { context: 'standalone', ownContexts: [], workloadId: ':web', namespaces: [7], container },
  ]);
});
