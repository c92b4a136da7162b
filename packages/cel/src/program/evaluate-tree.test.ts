import { describe, expect, it } from 'vitest';
import { CelError } from '../cel-error.ts';
import { createEnvironment } from '../environment.ts';
import { evaluateTree } from './evaluate-tree.ts';

const environment = createEnvironment({
  variables: { e: 'Event' },
  root: 'e',
  types: { Event: { path: 'string', size: 'int', tags: 'list(string)' } },
});

function termsOf(source: string) {
  const { tree } = environment.compile(source);
  return tree.kind === 'and' ? tree.terms : [];
}

describe('a piece of an expression', () => {
  it('has its own value', () => {
    const terms = termsOf("has(e.path) && e.size > 1 && e.tags.exists(t, t == 'a') && (e.size == 2 || e.size == 3)");
    const values = terms.map((term) => evaluateTree(term, { size: 3, tags: ['a'] }));
    expect(values).toEqual([false, true, true, true]);
  });

  it('leaves as programs let values leave', () => {
    expect(evaluateTree(environment.compile('e.size + 1').tree, { size: 3 })).toBe(4n);
  });

  it('fails with an error of its own', () => {
    const [, term] = termsOf("e.path == 'x' && e.tags[0] == 'a'");
    expect(() => term && evaluateTree(term, {})).toThrow(CelError);
  });
});
