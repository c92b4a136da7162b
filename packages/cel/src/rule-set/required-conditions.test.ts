import type { EventType } from '@rulelibrary/schema';
import { describe, expect, it } from 'vitest';
import { createEnvironment } from '../environment.ts';
import { createEventEnvironment, type HelperImplementations } from '../event-environment.ts';
import { requiredConditions } from './required-conditions.ts';

const environment = createEventEnvironment({} as HelperImplementations);

/** As text: lists joined with `&`, conditions with `|`. */
function conditionsOf(sources: readonly string[], eventType: EventType): string {
  const programs = sources.map((source) => environment.compile(source, { result: 'bool', eventType }));
  const lists = requiredConditions(programs).map((list) => {
    const shown = list.map(({ field, operator, values, isLower }) => {
      return `${field} ${isLower ? 'lower ' : ''}${operator} ${values.join(',')}`;
    });
    return shown.join(' | ') || 'never';
  });
  return lists.join(' & ');
}

describe('requiredConditions of a file that is opened', () => {
  it.each([
    ["event.path == '/a'", 'path equals /a'],
    ["'/a' == event.path", 'path equals /a'],
    ["event.path in ['/a', '/b']", 'path in /a,/b'],
    ["event.path.startsWith('/a')", 'path prefix /a'],
    ["event.path.endsWith('/a')", 'path suffix /a'],
    ["event.path.contains('/a')", 'path contains /a'],
    ["event.path.contains('')", ''],
    ["event.path != '/a'", ''],
    ["!(event.path != '/a')", 'path equals /a'],
    ["!(event.path != '/a' || event.pid != 7u)", 'path equals /a & pid equals 7'],
    ["event.pid == 7u && event.path == '/a'", 'pid equals 7 & path equals /a'],
    ["event.pid == 7u || event.path == '/a'", 'pid equals 7 | path equals /a'],
    ["event.path == '/a' || event.path == '/b' || event.path.startsWith('/c')", 'path in /a,/b | path prefix /c'],
    ["event.path == '/a' || event.pid > 7u", ''],
    ["(event.path == '/a' && event.pid == 1u) || event.path == '/b'", 'path in /a,/b'],
    ['event.flagsRaw in [1, 2] && event.flagsRaw % 4 == 1', 'flagsRaw in 1,2'],
    [
      "event.path.matches('^/proc/[^/]+/environ$')",
      'path prefix /proc/ & path suffix /environ & path contains /environ',
    ],
    ["event.path.matches('^/a$|^/b$')", 'path in /a,/b & path prefix /a,/b & path suffix /a,/b & path contains /a,/b'],
    ["event.path.matches('[ab]')", 'path contains a,b'],
    ["event.path.matches('.*')", ''],
    ["event.path.lowerAscii().endsWith('.x')", 'path lower suffix .x'],
    ["event.path.lowerAscii() == 'X'", 'never'],
    ["('/' + event.path).endsWith('/x')", 'path equals x | path suffix /x'],
    ["('/' + event.path).endsWith('x')", 'path suffix x'],
    ["(event.path + '/').startsWith('/x/')", 'path equals /x | path prefix /x/'],
    ["'a' + event.path + 'b' == 'acb'", 'path equals c'],
    ["'a' + event.path == 'b'", 'never'],
    ["('/' + event.path).contains('x')", ''],
    ["['/a', '/b'].exists(p, event.path.endsWith(p) && event.pid == 1u)", 'pid equals 1'],
    ["['/a', '/b'].exists(p, event.path.endsWith(p) || event.pid == 1u)", 'path suffix /a,/b | pid equals 1'],
    ["['/a', '/b'].all(p, event.path.endsWith(p))", ''],
    ["['.' + event.path].map(p, ['.a', '.b'].exists(e, p.endsWith(e)))[0]", 'path in a,b | path suffix .a,.b'],
    ["['.' + event.path].map(p, event.comm == 'x')[0]", ''],
    ["event.pid == 1u ? event.path == '/a' : event.path == '/b'", ''],
    ["event.path.size() > 1 ? event.path == '/a' : event.path == '/b'", 'path in /a,/b'],
    ['true', ''],
    ['false', 'never'],
    ["eventType == 'open' && event.path == '/a'", 'path equals /a'],
    ["eventType == 'exec' && event.path == '/a'", 'never'],
    ["event.flags.exists(f, f == 'O_WRONLY')", ''],
    ['event.path == event.comm', ''],
    ['event.pid in [1u, 2u] && event.comm in []', 'pid in 1,2 & never'],
    ["dyn(event.path) == '/a'", ''],
    ["has(event.path) && event.path == '/a'", 'path equals /a'],
  ])('%s', (source, expected) => {
    expect(conditionsOf([source], 'open')).toBe(expected);
  });
});

describe('requiredConditions of several expressions', () => {
  it.each([
    [["event.path == '/a'", "event.path.endsWith('a')"], 'path equals /a & path suffix a'],
    [["event.path == '/a'", "event.comm == 'x'"], 'path equals /a'],
    [['event.flags[0] == event.path', "event.path == '/a'"], ''],
    [['true', "event.comm == 'x'"], 'comm equals x'],
  ])('%j', (sources, expected) => {
    expect(conditionsOf(sources, 'open')).toBe(expected);
  });
});

describe('requiredConditions of long lists', () => {
  const list = (count: number) => `[${Array.from({ length: count }, (_, index) => `'${index}'`).join(', ')}]`;

  it.each([
    [96, true],
    [97, false],
  ])('of %i elements beside 4,000 others are known: %s', (count, isKnown) => {
    const source = `${list(4000)}.exists(e, event.path == e) && ${list(count)}.exists(e, event.comm == e)`;
    expect(conditionsOf([source], 'open')).toMatch(isKnown ? /^path in .* & comm in / : /^path in [\d,]+$/);
  });

  it.each([
    [63, true],
    [64, false],
  ])('inside of %i elements of another list are known: %s', (count, isKnown) => {
    const source = `${list(count)}.exists(e, ${list(64)}.exists(f, event.path == f && event.comm == e))`;
    expect(conditionsOf([source], 'open') !== '').toBe(isKnown);
  });

  it.each([
    [64, true],
    [65, false],
  ])('of a text after %i constant code units are known: %s', (length, isKnown) => {
    expect(conditionsOf([`('${'a'.repeat(length)}' + event.path).endsWith('aaab')`], 'open') !== '').toBe(isKnown);
  });
});

it('asks for nothing of a pattern that never compiles', () => {
  const options = { variables: { e: 'E' }, types: { E: { s: 'string' } }, root: 'e', checkConstants: false };
  const { compile } = createEnvironment(options);
  const conditions = (pattern: string) => compile(`e.s.matches('${pattern}')`).requiredConditions;
  expect(conditions('(?P<n>a)(?P<m>b)')).toMatchObject([[{ field: 's', operator: 'contains', values: ['ab'] }]]);
  expect(conditions('(?P<n>a)(?P<n>b)')).toEqual([]);
});

it('names fields of objects with dots', () => {
  expect(conditionsOf(["event.request.method == 'GET'"], 'http')).toBe('request.method equals GET');
});
