import { describe, expect, it } from 'vitest';
import { createEnvironment } from '../environment.ts';
import type { Expr } from '../tree/expr.ts';
import { simplify } from './simplify.ts';

const environment = createEnvironment({
  variables: { s: 'string', t: 'string', i: 'int', l: 'list(string)', b: 'bool' },
  functions: [{ name: 'ask', params: ['string', 'string'], result: 'bool', call: () => true }],
});

function simplified(source: string): Expr {
  return simplify(environment.compile(source).tree);
}

/** The texts of the terms, made-up ones by name. */
function termsOf(source: string): readonly string[] {
  const expr = simplified(source);
  const terms = expr.kind === 'and' || expr.kind === 'or' ? expr.terms : [expr];
  return terms.map((term) => show(term, source));
}

function show(expr: Expr, source: string): string {
  if (expr.kind === 'not' && expr.operand.kind === 'call' && expr.operand.name.startsWith('@')) {
    return `!${expr.operand.name}`;
  }
  if (expr.kind === 'call' && expr.name.startsWith('@')) return expr.name;
  return source.slice(expr.node.start, expr.node.end);
}

describe('terms', () => {
  it.each([
    ["s.matches('a') && i == 1", ['i == 1', "s.matches('a')"]],
    ["ask(s, t) && s == 'x' && i == 1", ['i == 1', "s == 'x'", 'ask(s, t)']],
    ['i == 1 && ask(s, t)', ['i == 1', 'ask(s, t)']],
    ['ask(s, t) && ask(t, s) && i / 2 == 1', ['ask(s, t)', 'ask(t, s)', 'i / 2 == 1']],
    ["l.size() > 1 && l[1] == 'x' && i == 1", ['i == 1', 'l.size() > 1', "l[1] == 'x'"]],
    ["(b && s == 'x') && (t == 'y' && i == 2)", ['b', 'i == 2', "s == 'x'", "t == 'y'"]],
    ["s.matches('a') || i == 1", ['i == 1', "s.matches('a')"]],
  ])('%s', (source, terms) => {
    expect(termsOf(source)).toEqual(terms);
  });
});

describe('tests of one text', () => {
  it.each([
    ["s.startsWith('a') || s.startsWith('b') || s == 'c'", ['@isOneOf']],
    ["s.startsWith('a') || s.startsWith('b')", ["s.startsWith('a')", "s.startsWith('b')"]],
    ["s.endsWith('a') || s.endsWith('b') || s.endsWith('c') || b", ['b', '@isOneOf']],
    ["!s.startsWith('a') && !s.startsWith('b') && s != 'c' && b", ['b', '!@isOneOf']],
    ["s.startsWith('a') || t.startsWith('b') || s == 'c'", ["s.startsWith('a')", "t.startsWith('b')", "s == 'c'"]],
    [
      "s.startsWith('a') || s.startsWith('b') || s == 'c' || s.endsWith('d') || s.endsWith('e') || s.endsWith('f')",
      ['@isOneOf', '@isOneOf'],
    ],
    ["s == 'a' || s in ['b', 'c'] || s.startsWith('d')", ['@isOneOf']],
    ["s.startsWith(t) || s.startsWith('b') || s == 'c'", ['s.startsWith(t)', "s.startsWith('b')", "s == 'c'"]],
  ])('%s', (source, terms) => {
    expect(termsOf(source)).toEqual(terms);
  });
});

describe('ranges', () => {
  it.each([
    ["['a', 'b', 'c', 'd'].exists(e, s.endsWith(e))", '@isOneOf'],
    ["['a', 'b', 'c', 'd'].exists(e, s.endsWith(e) && t == e)", '@partsOf'],
    ["['a', 'b', 'c', 'd'].exists(e, t == e && s.lowerAscii().startsWith(e))", '@partsOf'],
    ["['a', 'b', 'c', 'd'].exists(e, (s + e).endsWith(e) && t == e)", 'list'],
    ["['a', 'b', 'c'].exists(e, s.endsWith(e) && t == e)", 'list'],
    ["['a', 'b', 'c', 'd'].all(e, s.endsWith(e))", 'list'],
    ['l.exists(e, s.endsWith(e))', 'variable'],
  ])('%s', (source, expected) => {
    const expr = simplified(source);
    const range = expr.kind === 'comprehension' ? expr.range : expr;
    expect(range.kind === 'call' ? range.name : range.kind).toBe(expected);
  });
});
