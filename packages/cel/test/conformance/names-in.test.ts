import { expect, it } from 'vitest';
import { namesIn } from './names-in.ts';

it.each([
  ['a.b + c', ['a.b', 'c']],
  ['. a . b', ['a.b']],
  ['f(a.b).c == [d].e', ['f', 'a.b', 'd']],
  ['a.`b.c/d`', ['a.`b.c/d`']],
  [`"x" + 'y\\'z' + r'\\' + b"""w"w""" + v`, ['v']],
  ['1u + 0xff + 1.5e3', []],
  ['a // b', ['a']],
])('finds the names of %s', (source, names) => {
  expect(namesIn(source).map(({ name }) => name)).toEqual(names);
});

it.each([
  ['A{}', [true]],
  ['. a . B { c: 1 }', [true, false]],
  ['A{b: C{}}', [true, false, true]],
  ['1 in {}', [false]],
  ['{a: b}', [false, false]],
])('tells the literals of %s', (source, literals) => {
  expect(namesIn(source).map(({ isLiteral }) => isLiteral)).toEqual(literals);
});
