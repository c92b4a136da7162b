import { expect, it } from 'vitest';
import type { ContextInfo } from './context-info.ts';
import { containerOf } from './contexts.test.support.ts';
import { isSameContext } from './is-same-context.ts';

const container = containerOf();
const labels = { app: 'web' };
const info: ContextInfo = {
  context: 'kubernetes',
  workloadId: 'shop/web-0',
  ownContexts: ['payments', 'pci'],
  container,
  pod: { namespace: 'shop', name: 'web-0', labels },
};
const { pod: _, ...podless } = info;

it('is the same when all is the same, whoever made it', () => {
  const again = { ...info, ownContexts: [...info.ownContexts], pod: { namespace: 'shop', name: 'web-0', labels } };
  expect(isSameContext(info, again)).toBe(true);
  expect(isSameContext(podless, { ...podless })).toBe(true);
});

it.each<[string, ContextInfo]>([
  ['workload', { ...info, workloadId: 'shop/web-1' }],
  ['context', { ...info, context: 'standalone' }],
  ['container', { ...info, container: { ...container } }],
  ['own contexts', { ...info, ownContexts: ['payments'] }],
  ['order of them', { ...info, ownContexts: ['pci', 'payments'] }],
  ['labels of the pod', { ...info, pod: { namespace: 'shop', name: 'web-0', labels: { ...labels } } }],
  ['uid of the pod', { ...info, pod: { namespace: 'shop', name: 'web-0', labels, uid: 'u' } }],
  ['pod', podless],
  ['service', { ...info, service: 'nginx.service' }],
])('is another with another %s', (_name, other) => {
  expect(isSameContext(info, other)).toBe(false);
  expect(isSameContext(other, info)).toBe(false);
});
