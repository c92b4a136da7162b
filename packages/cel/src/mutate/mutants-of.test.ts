import { helperFunctions } from '@rulelibrary/schema';
import { describe, expect, it } from 'vitest';
import { createEventEnvironment, type HelperImplementations } from '../event-environment.ts';
import { mutantsOf } from './mutants-of.ts';

const implementations = Object.fromEntries(
  helperFunctions.map(({ name }) => [name, () => true]),
) as unknown as HelperImplementations;
const environment = createEventEnvironment(implementations);

function sources(source: string): string[] {
  return mutantsOf(source).map((mutant) => mutant.source);
}

/** What the change makes of the piece, without the rest. */
function changes(source: string): string[] {
  return mutantsOf(source).map(({ text, replacement }) => `${text} → ${replacement}`);
}

describe('the mutants of an expression', () => {
  it('leave out and flip each operand of a chain', () => {
    expect(sources('event.upperlayer && event.hasTty && event.pupperlayer').toSorted()).toEqual(
      [
        'true',
        'false',
        'true && event.hasTty && event.pupperlayer',
        'event.upperlayer && true && event.pupperlayer',
        'event.upperlayer && event.hasTty && true',
        '!(event.upperlayer) && event.hasTty && event.pupperlayer',
        'event.upperlayer && !(event.hasTty) && event.pupperlayer',
        'event.upperlayer && event.hasTty && !(event.pupperlayer)',
      ].toSorted(),
    );
  });

  it('keep the parentheses of what they change', () => {
    expect(sources('(event.upperlayer || event.hasTty) && !event.pupperlayer').toSorted()).toEqual(
      [
        'true',
        'false',
        '(true) && !event.pupperlayer',
        '(false || event.hasTty) && !event.pupperlayer',
        '(event.upperlayer || false) && !event.pupperlayer',
        '(!(event.upperlayer) || event.hasTty) && !event.pupperlayer',
        '(event.upperlayer || !(event.hasTty)) && !event.pupperlayer',
        '(event.upperlayer || event.hasTty) && true',
        '(event.upperlayer || event.hasTty) && (event.pupperlayer)',
      ].toSorted(),
    );
  });

  it.each([
    ['event.dstPort > 22', ['event.dstPort <= 22', 'event.dstPort >= 22', 'event.dstPort > 23']],
    ['event.dstPort >= 22', ['event.dstPort < 22', 'event.dstPort > 22', 'event.dstPort >= 21']],
    ['event.dstPort < 22', ['event.dstPort >= 22', 'event.dstPort <= 22', 'event.dstPort < 21']],
    ['event.dstPort <= 22', ['event.dstPort > 22', 'event.dstPort < 22', 'event.dstPort <= 23']],
    ['event.cmd == 5u', ['event.cmd != 5u', 'event.cmd >= 5u', 'event.cmd <= 5u']],
    ['event.flagsRaw % 3 == 1', ['event.flagsRaw % 3 != 1', 'event.flagsRaw % 3 >= 1', 'event.flagsRaw % 3 <= 1']],
    ['event.flagsRaw % 2 != 1', ['event.flagsRaw % 2 == 1', 'event.flagsRaw % 2 > 1']],
    ['event.dstPort != 22', ['event.dstPort == 22', 'event.dstPort < 22', 'event.dstPort > 22']],
    ['(event.dstPort) > (22)', ['(event.dstPort) <= (22)', '(event.dstPort) >= (22)', '(event.dstPort) > 23']],
    ["event.comm == 'x'", ["event.comm != 'x'"]],
    ['event.comm in event.args', ['!(event.comm in event.args)']],
  ])('flip %s and move its bound', (source, expected) => {
    expect(sources(source).toSorted()).toEqual(['true', 'false', ...expected].toSorted());
  });

  it.each([
    ['event.args.size() > 0', 'event.args.size() != 0'],
    ['event.args.size() != 0', 'event.args.size() > 0'],
    ['event.args.size() == 0', 'event.args.size() <= 0'],
    ['event.args.size() >= 0', 'event.args.size() >= -1'],
    ['size(event.args) == 0', 'size(event.args) <= 0'],
    ['event.cmd == 0u', 'event.cmd <= 0u'],
    ['event.cmd != 0u', 'event.cmd > 0u'],
    ['event.cmd >= 0u', 'event.cmd >= -1u'],
    ['event.dstPort == 0', 'event.dstPort <= 0'],
    ['event.dstPort != 0', 'event.dstPort > 0'],
    ['event.flagsRaw / 512 % 2 == 1', 'event.flagsRaw / 512 % 2 >= 1'],
    ['event.flagsRaw / 512 % 2 == 0', 'event.flagsRaw / 512 % 2 <= 0'],
    ['event.flagsRaw % 2 != 1', 'event.flagsRaw % 2 < 1'],
    ['event.upperlayer && true', 'event.upperlayer && true'],
  ])('of %s do not say the same: %s', (source, equivalent) => {
    expect(sources(source)).not.toContain(equivalent);
  });

  it.each([
    ["event.path.startsWith('/etc/x')", ["'/etc/x' → '/etc/'", 'startsWith → contains']],
    ["event.path.endsWith('.so')", ["'.so' → 'so'", 'endsWith → contains']],
    ["event.path.contains('abc')", ["'abc' → 'bc'", "'abc' → 'ab'"]],
    ["event.path.matches('^/a$')", ["'^/a$' → '/a$'", "'^/a$' → '^/a'"]],
    ["event.path.matches('a\\\\$')", []],
    ["event.path.matches(r'^\\d$')", ["r'^\\d$' → '\\\\d$'", "r'^\\d$' → '^\\\\d'"]],
    ["event.path.startsWith('/')", ['startsWith → contains']],
    ['event.path.startsWith(event.comm)', []],
  ])('move the edge of %s', (source, expected) => {
    const moved = mutantsOf(source).filter(({ change }) => change === 'moved');
    expect(moved.map(({ text, replacement }) => `${text} → ${replacement}`).toSorted()).toEqual(expected.toSorted());
  });

  it('leave out each element of a list', () => {
    expect(sources("event.comm in ['a', 'b', 'c']")).toEqual(
      expect.arrayContaining([
        "event.comm in ['b', 'c']",
        "event.comm in ['a', 'c']",
        "event.comm in ['a', 'b']",
        "!(event.comm in ['a', 'b', 'c'])",
      ]),
    );
    expect(changes("event.comm in ['a']").some((change) => change.endsWith('→ '))).toBe(false);
  });

  it('leave out each element of a list that a macro looks through', () => {
    const source = "event.upperlayer || ['a', 'b'].exists(x, event.comm == x)";
    expect(mutantsOf(source).filter(({ replacement }) => replacement === '')).toEqual([
      expect.objectContaining({ source: "event.upperlayer || ['b'].exists(x, event.comm == x)" }),
      expect.objectContaining({ source: "event.upperlayer || ['a'].exists(x, event.comm == x)" }),
    ]);
  });

  it.each([
    ["['b.com', 'a.b.com', 'xb.com'].exists(x, event.comm.endsWith(x))", ["'b.com', ", ", 'xb.com'"]],
    ["['/a', '/a/b', '/ab'].exists(x, event.comm.startsWith(x))", ["'/a', ", ", '/ab'"]],
    ["['b.com', 'a.b.com'].exists(x, event.comm == x)", ["'b.com', ", ", 'a.b.com'"]],
    ["['b.com', 'a.b.com'].all(x, !event.comm.endsWith(x))", ["'b.com', ", ", 'a.b.com'"]],
  ])('of %s leave out what no other element stands for', (source, expected) => {
    const removed = mutantsOf(source).filter(({ change }) => change === 'removed');
    expect(removed.map(({ text }) => text)).toEqual(expected);
  });

  it('reach into macros, and swap their quantifiers', () => {
    expect(sources("event.args.exists(a, a == 'x')").toSorted()).toEqual(
      [
        'true',
        'false',
        "!(event.args.exists(a, a == 'x'))",
        "event.args.all(a, a == 'x')",
        'event.args.exists(a, true)',
        'event.args.exists(a, false)',
        "event.args.exists(a, a != 'x')",
      ].toSorted(),
    );
  });

  it('reach into the choices of a message, and leave its texts alone', () => {
    expect(sources("'a' + (event.module == '' ? 'b' : event.module)").toSorted()).toEqual(
      [
        "'a' + (true ? 'b' : event.module)",
        "'a' + (false ? 'b' : event.module)",
        "'a' + (event.module != '' ? 'b' : event.module)",
      ].toSorted(),
    );
    expect(mutantsOf("event.comm + '_' + string(event.pid)")).toEqual([]);
  });

  it('of a constant are its opposite', () => {
    expect(sources('true')).toEqual(['false']);
  });

  it.each([
    "event.path.startsWith('/a') && !(event.path in ['/a', '/b']) || (event.pid > 5u && has(event.comm))",
    "event.args.exists(a, a.matches('^-[a-z]+$') && a != '-x') && event.args.filter(a, a == 'b').size() >= 2",
    "parse.get_exec_path(event.args, event.comm) == 'x' ? event.pid == 1u : !ap.was_executed('', '\\'')",
    "((event.dstPort)) == ((22)) // (\n && event.args[0].startsWith(')')",
  ])('of %s all compile, and all differ', (source) => {
    const mutants = sources(source);
    expect(new Set(mutants).size).toBe(mutants.length);
    expect(mutants).not.toContain(source);
    for (const mutant of mutants) environment.compile(mutant, { result: 'bool' });
  });

  it('say where the piece stands', () => {
    const source = "event.comm == 'a' && event.pid == 1u";
    for (const { start, end, text } of mutantsOf(source)) expect(source.slice(start, end)).toBe(text);
  });
});
