import { describe, expect, it } from 'vitest';
import { createEnvironment } from '../environment.ts';

const environment = createEnvironment({ variables: { a: 'list(dyn)', b: 'list(dyn)' }, extensions: ['sets'] });
const evaluate = (source: string, bindings: Record<string, unknown> = {}) =>
  environment.compile(source).evaluate(bindings);

describe('sets (cases of cel-go)', () => {
  it.each([
    ['sets.contains([], [])', true],
    ['sets.contains([1], [])', true],
    ['sets.contains([], [1])', false],
    ['sets.contains([1, 2, 3, 4], [2, 3])', true],
    ['sets.contains([1, 2], [2, 3])', false],
    ['sets.contains([1], [1.0, 1u, 1])', true],
    ['sets.contains([[1], [2, 3.0]], [[2, 3]])', true],
    ["sets.contains([{'a': dyn(1)}], [{'a': dyn(1.0)}])", true],
    ["sets.contains([1], [dyn('1')])", false],
    ['sets.contains([0.0/0.0], [0.0/0.0])', false],
    ['sets.equivalent([], [])', true],
    ['sets.equivalent([1], [1, 1])', true],
    ['sets.equivalent([1, 2, 3], [3u, 2.0, 1])', true],
    ['sets.equivalent([1, 2], [1])', false],
    ['sets.equivalent([1], [1, 2])', false],
    ['sets.intersects([], [])', false],
    ['sets.intersects([1], [])', false],
    ['sets.intersects([1, 2], [2.0, 5])', true],
    ['sets.intersects([1, 2], [3])', false],
    ['sets.intersects([[1]], [[2], [1u]])', true],
  ])('%s', (source, value) => {
    expect(evaluate(source)).toBe(value);
  });

  it('lists of two types are refused', () => {
    expect(() => environment.compile("sets.contains([1], ['a'])")).toThrow(expect.objectContaining({ code: 'type' }));
  });

  it.each(['contains', 'equivalent', 'intersects'])('%s of long lists takes linear time', (name) => {
    const a = Array.from({ length: 50_000 }, (_, index) => `a${index}`);
    const start = performance.now();
    expect(evaluate(`sets.${name}(a, b)`, { a, b: a.toReversed() })).toBe(true);
    expect(performance.now() - start).toBeLessThan(1000);
  });

  it.each(['contains', 'equivalent', 'intersects'])('%s of many lists is counted', (name) => {
    const lists = (first: number) => Array.from({ length: 2000 }, (_, index) => [first + index]);
    expect(() => evaluate(`sets.${name}(a, b)`, { a: lists(0), b: lists(5000) })).toThrow(
      expect.objectContaining({ code: 'limit' }),
    );
  });
});
