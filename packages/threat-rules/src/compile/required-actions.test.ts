import { describe, expect, it } from 'vitest';
import { builtInCatalogue } from '../catalogue/built-in-catalogue.ts';
import { createRuleEnvironment } from './create-rule-environment.ts';
import { requiredActions } from './required-actions.ts';

const environment = createRuleEnvironment(builtInCatalogue);
const [x, y] = ['e.model == "x"', 'has(e.file.path)'];

describe('the actions that a condition demands', () => {
  it.each([
    ['e.event.action == "a"', ['a']],
    ["'a' == e.event.action", ['a']],
    ['e . event\n.action == "a" // e.event.action == "b"', ['a']],
    ['(e.event.action == "a") && true', ['a']],
    [`true && (false || (e.event.action == "a" && ${x}))`, ['a']],
    ['!(e.event.action != "a" || e.model == "x")', ['a']],
    ['e.event.action in ["a", "b"] && e.event.action == "b"', ['b']],
    ['e.event.action == "a" && e.file.path.matches("(")', ['a']],
    ['e.event.action.matches("^(a|b)$")', ['a', 'b']],
    ['e.event.action.matches("^(a|b$")', undefined],
    ['e.event.action.matches("^a")', undefined],
    [`${x} && (${y} && e.event.action in ["a", "b"])`, ['a', 'b']],
    [`(e.event.action == "a" && ${x}) || ("b" == e.event.action && ${y})`, ['a', 'b']],
    ['e.event.action == "a" || e.event.action == "b"', ['a', 'b']],
    [`(e.event.action == "a" || ${x}) && ${y}`, undefined],
    [`e.event.action == "a" ? ${x} : ${y}`, undefined],
    [`e.event.action == "a" && ${x} || ${y}`, undefined],
    ['!(e.event.action == "a")', undefined],
    ['e.event.action != "a"', undefined],
    [`(e.event.action == "a") == (${x})`, undefined],
    ['e.event.action in [e.model]', undefined],
    ['e.event.action == e.model', undefined],
    ['e.event.action in []', []],
    ['e.event.action.startsWith("a")', undefined],
    ['e.event.category == "a"', undefined],
    ['dyn(e.event.action) == "a"', undefined],
    ['e.event.action == "a && b"', ['a && b']],
    [String.raw`e.event.action == r'\'`, ['\\']],
    [String.raw`e.event.action == '\x61'`, ['a']],
    ['["a"].exists(e, e == "a")', undefined],
    ['["a", "b"].exists(x, e.event.action == x)', ['a', 'b']],
    ['false', []],
  ])('%s', (source, actions) => {
    expect(requiredActions(environment.compile(source).requiredConditions)).toEqual(actions && new Set(actions));
  });
});
