import { describe, expect, it } from 'vitest';
import { createEnvironment } from '../environment.ts';
import { childrenOfExpr } from '../tree/children.ts';
import type { ComprehensionExpr, Expr } from '../tree/expr.ts';
import { boundLoops } from './bound-loops.ts';

const environment = createEnvironment({
  variables: { s: 'string', i: 'int', texts: 'list(string)', ints: 'list(int)' },
  extensions: ['strings', 'comprehensions2'],
});

/** What each loop counts for an element, whatever becomes of its results. */
function weights(source: string): string[] {
  return loops(source).map((shown) => shown.replace('!', ''));
}

/** Weights of the loops, outermost first, with `*` where texts scale them, and `!` where results are measured. */
function loops(source: string): string[] {
  const list = (expr: Expr): string[] => {
    const own = expr.kind === 'comprehension' ? [shown(expr)] : [];
    return [...own, ...childrenOfExpr(expr).flatMap(list)];
  };
  return list(boundLoops(environment.compile(source).tree));
}

function shown({ weight = 1, isScaled, isMeasured }: ComprehensionExpr): string {
  return `${weight}${isScaled ? '*' : ''}${isMeasured ? '!' : ''}`;
}

/** Conditions of two steps. */
function tests(count: number): string {
  return new Array(count).fill('i > 1').join(' || ');
}

describe('an element of a loop', () => {
  it.each([
    ['one comparison', 'ints.all(x, x > 1)', ['1']],
    ['250 steps', `texts.exists(t, ${tests(125)})`, ['1']],
    ['252 steps', `texts.exists(t, ${tests(126)})`, ['2']],
    ['2,500 steps', `texts.exists(t, ${tests(1_250)})`, ['10']],
    ['one after the other', `texts.filter(t, ${tests(126)}).all(x, x == '')`, ['1', '2']],
    ['loops inside', 'ints.all(x, ints.all(y, ints.all(z, x > y)))', ['1', '1', '1']],
    ['an expensive loop inside', `[1].all(x, texts.all(t, ${tests(126)}))`, ['1', '2']],
    ['a loop beside', `texts.all(t, ${tests(126)} || ints.all(x, x > 1))`, ['2', '1']],
    ['a loop that is written out', `ints.all(x, [1, 2].all(t, ${tests(63)}))`, ['2', '1']],
    ['an expensive filter', `texts.map(t, ${tests(126)}, t)`, ['2']],
    ['short texts in long lists', `texts.all(t, ${"t.contains('a') || ".repeat(45)} true)`, ['1']],
    ['a long text for each', "texts.all(t, s.contains(t) || s.contains('a'))", ['7*']],
    ['a long text for each of a loop inside', 'texts.all(t, texts.all(u, t.contains(u) || u == t))', ['1', '4*']],
    ['a search in the parts of a text', "['a', 'b'].all(x, s in s.split(''))", ['73*']],
    ['two of them', 'texts.all(t, texts.all(u, t.contains(u) || t.endsWith(t)))', ['1', '7*']],
  ])('of %s counts', (_name, source, expected) => {
    expect(weights(source)).toEqual(expected);
  });
});

describe('a result of a loop', () => {
  it.each([
    ['texts.map(t, t + s)', true],
    ['texts.map(t, [t])', true],
    ['texts.map(t, t.split(s))', true],
    ['texts.map(t, texts.map(u, u))', true],
    ['texts.map(t, texts.filter(u, true))', true],
    ['texts.transformMap(i, t, t + s)', true],
    ['texts.transformMapEntry(i, t, {t: i})', true],
    ['texts.map(t, t)', false],
    ['texts.map(t, s)', false],
    ['texts.map(t, t.size())', false],
    ["texts.map(t, t == '')", false],
    ["texts.filter(t, t + 'a' == s)", false],
  ])('of %s is measured if it is new and can be large: %j', (source, isMeasured) => {
    expect(loops(source)[0]?.endsWith('!')).toBe(isMeasured);
  });
});
