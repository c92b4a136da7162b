import { helperFunctions, type RuntimeEvent } from '@rulelibrary/schema';
import { describe, expect, it } from 'vitest';
import { createEventEnvironment, type HelperImplementations } from '../event-environment.ts';
import { decidingSteps } from './deciding-steps.ts';
import { shownElements } from './read-steps.ts';
import type { Outcome, Step } from './step.ts';

const implementations = Object.fromEntries(
  helperFunctions.map(({ name }) => [name, (_id: unknown, path: unknown) => path === '/bin/known']),
) as unknown as HelperImplementations;
const environment = createEventEnvironment(implementations);

const event: RuntimeEvent = {
  timestamp: '2026-11-21T16:54:00Z',
  eventType: 'exec',
  mntns: 1,
  pid: 7,
  comm: 'sh',
  exepath: '/bin/sh',
  args: ['sh', '-c', 'id'],
};

function trace(source: string, changes: Partial<RuntimeEvent> = {}): Step {
  return environment.compileTracer(source)({ ...event, ...changes });
}

function shown(outcome: Outcome): string {
  return 'error' in outcome ? `error: ${outcome.error.message}` : String(outcome.value);
}

/** One line a piece, indented by depth. */
function lines(step: Step, depth = 0): string[] {
  return [
    `${' '.repeat(depth)}${step.text} = ${shown(step.outcome)}`,
    ...step.operands.flatMap((operand) => lines(operand, depth + 1)),
    ...(step.elements ?? []).flatMap(({ name, value, body }) => [
      `${' '.repeat(depth + 1)}[${name} = ${value}]`,
      ...body.flatMap((part) => lines(part, depth + 2)),
    ]),
  ];
}

function deciders(source: string, changes: Partial<RuntimeEvent> = {}): string[] {
  return decidingSteps(trace(source, changes)).map(({ text }) => text);
}

describe('a trace', () => {
  it('has every piece with its value, also those that an evaluation does not come to', () => {
    expect(lines(trace("event.comm == 'ls' && (event.pid > 5u || !ap.was_executed('', event.exepath))"))).toEqual([
      "event.comm == 'ls' && (event.pid > 5u || !ap.was_executed('', event.exepath)) = false",
      " event.comm == 'ls' = false",
      '  event.comm = sh',
      " event.pid > 5u || !ap.was_executed('', event.exepath) = true",
      '  event.pid > 5u = true',
      '   event.pid = 7',
      "  !ap.was_executed('', event.exepath) = true",
      "   ap.was_executed('', event.exepath) = false",
      '    event.exepath = /bin/sh',
    ]);
  });

  it('has errors as outcomes, and goes on', () => {
    expect(lines(trace("event.args[0] == 'x' || event.pid == 7u", { args: [] }))).toEqual([
      "event.args[0] == 'x' || event.pid == 7u = true",
      ' event.args[0] == \'x\' = error: Expected index below 0, got "0"',
      '  event.args[0] = error: Expected index below 0, got "0"',
      '   event.args = ',
      ' event.pid == 7u = true',
      '  event.pid = 7',
    ]);
  });

  it('gives the ranges of pieces with their parentheses', () => {
    const source = "((event.comm == ')(') || false) && (event.pid) == 7u // (";
    const [left, right] = trace(source).operands;
    expect([left, right].map((step) => source.slice(step?.start, step?.end))).toEqual([
      "(event.comm == ')(') || false",
      '(event.pid) == 7u',
    ]);
  });

  it('shows a macro element by element', () => {
    expect(lines(trace("event.args.exists(a, a == '-c')"))).toEqual([
      "event.args.exists(a, a == '-c') = true",
      ' event.args = sh,-c,id',
      ' [a = sh]',
      "  a == '-c' = false",
      '   a = sh',
      ' [a = -c]',
      "  a == '-c' = true",
      '   a = -c',
      ' [a = id]',
      "  a == '-c' = false",
      '   a = id',
    ]);
  });

  it('keeps the variables of nested macros apart', () => {
    const [outer] =
      trace('event.args.exists(a, event.args.exists(b, b == a + a))', { args: ['x', 'xx'] }).elements ?? [];
    expect(outer?.value).toBe('x');
    expect(
      outer?.body[0]?.elements?.map(({ value, body }) => [value, shown(body[0]?.outcome ?? { value: '' })]),
    ).toEqual([
      ['x', 'false'],
      ['xx', 'true'],
    ]);
  });

  it.each([shownElements, shownElements + 1])('of %i elements says how many it leaves out', (count) => {
    const { elements, omitted } = trace("event.args.all(a, a != '')", { args: Array(count).fill('x') });
    expect({ shown: elements?.length, omitted }).toEqual({ shown: shownElements, omitted: count - shownElements });
  });

  it('shows the element that decides wherever it is', () => {
    const args = [...Array(20).fill('x'), 'hit', 'x'];
    const { elements, omitted } = trace("event.args.exists(a, a == 'hit')", { args });
    expect(elements?.map(({ value }) => value)).toEqual(['x', 'x', 'x', 'x', 'x', 'hit']);
    expect(omitted).toBe(16);
  });

  it('of an expression that does not compile is refused', () => {
    expect(() => environment.compileTracer('event.pth')).toThrow('Unknown field "pth"');
  });
});

describe('what decides', () => {
  it.each([
    ["event.comm == 'ls' && event.pid == 8u", ["event.comm == 'ls'"]],
    ["event.comm == 'sh' && event.pid == 7u", ["event.comm == 'sh'", 'event.pid == 7u']],
    ["event.comm == 'ls' || event.pid == 7u", ['event.pid == 7u']],
    ["event.comm == 'ls' || event.pid == 8u", ["event.comm == 'ls'", 'event.pid == 8u']],
    ["!(event.comm == 'ls' || event.pid == 7u)", ['event.pid == 7u']],
    ["event.pid == 7u ? event.comm == 'ls' : false", ['event.pid == 7u', "event.comm == 'ls'"]],
    ["event.pid == 8u ? event.comm == 'ls' : false", ['event.pid == 8u', 'false']],
    ["event.args[9] == 'x' && event.pid == 7u", ["event.args[9] == 'x'"]],
    ["event.args[9] == 'x' && event.pid == 8u", ['event.pid == 8u']],
    ["event.args[9] == 'x' ? true : false", ["event.args[9] == 'x'"]],
    ['true', ['true']],
  ])('of %s', (source, expected) => {
    expect(deciders(source)).toEqual(expected);
  });
});
