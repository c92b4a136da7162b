import { describe, expect, it } from 'vitest';
import { createEndpointIndex } from '../helpers/endpoint-index.ts';
import { createEndpointRecorder, type HttpAccess } from './record-endpoints.ts';

const access = (changes: Partial<HttpAccess> = {}): HttpAccess => {
  return { port: 80, path: '/users', method: 'GET', direction: 'inbound', ...changes };
};

function recorderOf(...all: readonly Partial<HttpAccess>[]) {
  const recorder = createEndpointRecorder(5_000);
  for (const one of all) recorder.add(access(one));
  return recorder;
}

describe('HTTP endpoints', () => {
  it('are kept with methods, direction and hosts', () => {
    const outbound = { direction: 'outbound', internal: false, port: 443 } as const;
    expect(recorderOf({}, { method: 'POST' }, { path: '/', host: 'Shop:80' }, outbound).list()).toEqual([
      { endpoint: ':80/', methods: ['GET'], direction: 'inbound', headers: { Host: ['shop:80'] } },
      { endpoint: ':80/users', methods: ['GET', 'POST'], direction: 'inbound' },
      { endpoint: ':443/users', methods: ['GET'], direction: 'outbound', internal: false },
    ]);
  });

  it.each([
    [100, 100],
    [101, 1],
  ])('%i of one path are %i entries', (count, entries) => {
    const all = Array.from({ length: count }, (_, index) => ({ path: `/users/${index}/orders` }));
    const list = recorderOf(...all).list();
    expect(list).toHaveLength(entries);
    expect(createEndpointIndex(list).has(':80/users/new/orders', ['GET'])).toBe(entries === 1);
  });

  it.each([
    { path: '/*' },
    { path: '/a/⋯' },
    { method: 'get' },
    { method: 'A,B' },
    { method: 'X'.repeat(21) },
    { method: '' },
  ])('of a client that lies, %j, are none', (lie) => {
    const recorder = recorderOf();
    expect([recorder.add(access(lie)), recorder.list()]).toEqual(['no-room', []]);
  });

  it.each(['a,b', 'a b', '', 'x'.repeat(256)])('host "%s" is none', (host) => {
    expect(recorderOf({ host }).list()[0]).not.toHaveProperty('headers');
  });

  it('are restored as they were, patterns included', () => {
    const endpoints = [
      { endpoint: ':80/a/⋯', methods: ['GET'], direction: 'inbound' as const },
      { endpoint: 'api.example.com:443/v1/*', headers: { Host: ['a', 'b'] } },
    ];
    const recorder = recorderOf();
    recorder.restore(endpoints);
    expect(recorder.list()).toEqual(endpoints);
    expect(recorder.add(access({ path: '/a/x' }))).toBe('known');
  });
});
