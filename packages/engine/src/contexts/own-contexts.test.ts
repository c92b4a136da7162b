import { describe, expect, it } from 'vitest';
import { containerOf } from './contexts.test.support.ts';
import { createOwnContexts, type OwnContext } from './own-contexts.ts';

const container = containerOf({ labels: { app: 'ledger', tier: 'data' }, environment: { TEAM: 'payments' } });
const pod = { namespace: 'shop', name: 'web-0', labels: { 'app.kubernetes.io/name': 'ledger' } };

describe('contexts of the user’s own', () => {
  it.each<[string, Omit<OwnContext, 'name'>, boolean]>([
    ['a label', { labels: { app: 'ledger' } }, true],
    ['a label of the pod', { labels: { 'app.kubernetes.io/name': 'ledger' } }, true],
    ['labels of both', { labels: { app: 'ledger', 'app.kubernetes.io/name': 'ledger' } }, true],
    ['one of several values', { labels: { tier: ['web', 'data'] } }, true],
    ['a variable', { environment: { TEAM: 'payments' } }, true],
    ['a label and a variable', { labels: { app: 'ledger' }, environment: { TEAM: 'payments' } }, true],
    ['no condition', {}, true],
    ['another value', { labels: { app: 'Ledger' } }, false],
    ['no value at all', { labels: { app: [] } }, false],
    ['a label that is missing', { labels: { app: 'ledger', owner: 'me' } }, false],
    ['a variable as label', { labels: { TEAM: 'payments' } }, false],
    ['a label as variable', { environment: { app: 'ledger' } }, false],
    ['a variable that differs beside a label', { labels: { app: 'ledger' }, environment: { TEAM: 'search' } }, false],
    ['a name that every object has', { labels: { constructor: 'ledger' } }, false],
  ])('by %s', (_, context, expected) => {
    expect(createOwnContexts([{ name: 'payments', ...context }])(container, pod)).toEqual(expected ? ['payments'] : []);
  });

  it('are as many as fit, in the order of the configuration', () => {
    const contexts = [
      { name: 'z', labels: { app: 'ledger' } },
      { name: 'no', labels: { app: 'other' } },
      { name: 'a', environment: { TEAM: 'payments' } },
    ];
    expect(createOwnContexts(contexts)(container)).toEqual(['z', 'a']);
  });

  it('are none of a container of which nothing is known', () => {
    expect(createOwnContexts([{ name: 'payments', labels: { app: 'ledger' } }])(containerOf())).toEqual([]);
  });
});
