import { expect, it, onTestFinished } from 'vitest';
import { createMetrics } from '../metrics/create-metrics.ts';
import { byKey, single } from '../metrics/metric.ts';
import { openStatusServer } from './open-status-server.ts';

async function open(problems: { health?: string; view?: string } = {}) {
  const metrics = createMetrics();
  let events = 0;
  const counts = () => ({ events: ++events, lost: { 'ring full': 3 } });
  metrics.add({
    read: counts,
    metrics: [
      single('counter', 'test_events_total', {
        help: 'Events.',
        value: (source: ReturnType<typeof counts>) => source.events,
      }),
      single('gauge', 'test_age_seconds', { help: 'Age.', value: () => undefined }),
      byKey('test_lost_total', {
        help: 'Lost.',
        label: 'reason',
        values: ({ lost }: ReturnType<typeof counts>) => lost,
      }),
    ],
  });
  const server = await openStatusServer({
    address: '127.0.0.1',
    port: 0,
    health: { collector: () => problems.health },
    readiness: { 'cluster-view': () => problems.view },
    metrics: () => metrics.render(),
  });
  onTestFinished(() => server.close());
  return async (path: string, method = 'GET') => {
    const response = await fetch(`http://127.0.0.1:${server.port}${path}`, { method });
    return { status: response.status, text: await response.text() };
  };
}

it('is healthy and ready when nothing is wrong', async () => {
  const get = await open();
  expect(await get('/healthz')).toEqual({ status: 200, text: '[+]collector ok\nok\n' });
  expect(await get('/readyz')).toEqual({ status: 200, text: '[+]collector ok\n[+]cluster-view ok\nok\n' });
});

it('is healthy while it is not ready: a restart would not mend it', async () => {
  const get = await open({ view: 'older than a minute' });
  expect(await get('/healthz')).toMatchObject({ status: 200 });
  expect(await get('/readyz')).toEqual({
    status: 503,
    text: '[+]collector ok\n[-]cluster-view: older than a minute\nfailed\n',
  });
});

it('is not ready when it is not healthy', async () => {
  const get = await open({ health: 'stopped' });
  expect(await get('/healthz')).toMatchObject({ status: 503 });
  expect(await get('/readyz')).toMatchObject({ status: 503 });
});

it('gives metrics as they are when it is asked', async () => {
  const get = await open();
  const { text } = await get('/metrics');
  expect(text).toContain('# HELP test_events_total Events.\n# TYPE test_events_total counter\ntest_events_total 1\n');
  expect(text).toContain('test_lost_total{reason="ring full"} 3\n');
  expect(text).not.toMatch(/^test_age_seconds [1-9]/m);
  expect(text).toContain('process_resident_memory_bytes');
  expect((await get('/metrics')).text).toMatch(/^test_lost_total\{reason="ring full"\} 3$/m);
});

it('knows three paths and reads alone', async () => {
  const get = await open();
  expect(await get('/')).toMatchObject({ status: 404 });
  expect(await get('/metrics/')).toMatchObject({ status: 404 });
  expect(await get('/healthz?verbose')).toMatchObject({ status: 200 });
  expect(await get('/healthz', 'POST')).toMatchObject({ status: 405 });
});
