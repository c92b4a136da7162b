import { describe, expect, it } from 'vitest';
import type { LabelSelector } from './binding.ts';
import { matchesLabels } from './matches-labels.ts';

const labels = { app: 'web', tier: '' };

function requirement(operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist', key: string, ...values: string[]) {
  return { matchExpressions: [{ key, operator, ...(values.length > 0 && { values }) }] };
}

describe('a label selector', () => {
  it.each<[string, LabelSelector | undefined]>([
    ['absent: everything', undefined],
    ['empty: everything', {}],
    ['empty parts: everything', { matchLabels: {}, matchExpressions: [] }],
    ['a label', { matchLabels: { app: 'web' } }],
    ['a label that is empty', { matchLabels: { tier: '' } }],
    ['In', requirement('In', 'app', 'api', 'web')],
    ['NotIn another value', requirement('NotIn', 'app', 'api')],
    ['NotIn of a label that is not there', requirement('NotIn', 'team', 'a')],
    ['Exists', requirement('Exists', 'tier')],
    ['DoesNotExist', requirement('DoesNotExist', 'team')],
    ['DoesNotExist of what every object inherits', requirement('DoesNotExist', 'constructor')],
  ])('selects: %s', (_, selector) => {
    expect(matchesLabels(selector, labels)).toBe(true);
  });

  it.each<[string, LabelSelector]>([
    ['another value', { matchLabels: { app: 'api' } }],
    ['one label of two', { matchLabels: { app: 'web', team: 'a' } }],
    ['a label that is not there', { matchLabels: { team: '' } }],
    ['In other values', requirement('In', 'app', 'api')],
    ['In of a label that is not there', requirement('In', 'team', 'a')],
    ['NotIn', requirement('NotIn', 'app', 'web')],
    ['Exists', requirement('Exists', 'team')],
    ['Exists of what every object inherits', requirement('Exists', 'constructor')],
    ['DoesNotExist', requirement('DoesNotExist', 'tier')],
    ['labels without the expressions', { matchLabels: { app: 'web' }, ...requirement('Exists', 'team') }],
    ['expressions without the labels', { matchLabels: { app: 'api' }, ...requirement('Exists', 'app') }],
  ])('leaves out: %s', (_, selector) => {
    expect(matchesLabels(selector, labels)).toBe(false);
  });
});
