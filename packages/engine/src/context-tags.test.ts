import type { RuntimeEvent } from '@rulelibrary/schema';
import { describe, expect, it } from 'vitest';
import { admitsContext } from './context-tags.ts';
import { eventOf } from './fixtures.test.support.ts';
import { contextOf, type SourceContext, sourceContexts } from './source-context.ts';

describe('context tags', () => {
  it.each<[string[], SourceContext[]]>([
    [[], ['kubernetes']],
    [['exec', 'contextual'], ['kubernetes']],
    [['context:kubernetes'], ['kubernetes']],
    [['context:host'], ['host']],
    [['context:standalone'], ['standalone']],
    [['context:container'], ['kubernetes', 'standalone']],
    [
      ['context:kubernetes', 'context:host'],
      ['kubernetes', 'host'],
    ],
    [
      ['context:host', 'context:container'],
      ['kubernetes', 'host', 'standalone'],
    ],
    [['context:moon'], []],
  ])('%j admit %j', (tags, contexts) => {
    expect(sourceContexts.filter((context) => admitsContext(tags, { context, ownContexts: [] }))).toEqual(contexts);
  });

  it.each<[string[], boolean]>([
    [['context:payments'], true],
    [['context:standalone'], true],
    [['context:host', 'context:payments'], true],
    [['context:ledger'], false],
    [['payments'], false],
    [[], false],
  ])('of the user’s own, %j: %s', (tags, expected) => {
    expect(admitsContext(tags, { context: 'standalone', ownContexts: ['shop', 'payments'] })).toBe(expected);
  });
});

describe('the context of an event', () => {
  it.each<[SourceContext, Partial<RuntimeEvent>]>([
    ['host', {}],
    ['host', { containerId: '', namespace: '', podName: '' }],
    ['host', { namespace: 'ns' }],
    ['standalone', { containerId: 'c' }],
    ['standalone', { containerId: 'c', namespace: 'ns' }],
    ['standalone', { containerId: 'c', podName: 'pod' }],
    ['kubernetes', { namespace: 'ns', podName: 'pod' }],
    ['kubernetes', { containerId: 'c', namespace: 'ns', podName: 'pod' }],
    ['kubernetes', { eventType: 'k8s-admission', mntns: 0 }],
  ])('is %s for %j', (context, changes) => {
    expect(contextOf(eventOf(changes))).toBe(context);
  });
});
