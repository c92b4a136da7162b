import type { EventType } from '@rulelibrary/schema';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../engine.ts';
import { type RuleChanges, ruleOf } from '../fixtures.test.support.ts';
import { mostConditions } from './derive-push-down.ts';
import type { FilterClass } from './filter-class.ts';
import type { PushDownOptions } from './push-down.ts';
import { maxTextBytes } from './rule-clause.ts';

function pushDown(rules: readonly RuleChanges[], options: Pick<PushDownOptions, 'contexts' | 'learning'> = {}) {
  const engine = createEngine({ rules: rules.map((changes, index) => ruleOf({ id: `R${1000 + index}`, ...changes })) });
  expect(engine.problems).toEqual([]);
  return engine.pushDown({ learning: false, ...options });
}

/** What a class is sent of a type, as text. */
function sent(rules: readonly RuleChanges[], type: EventType, name: FilterClass = 'host'): string {
  const filter = pushDown(rules).types.get(type);
  if (filter?.byClass[name] !== 'conditions') return `${filter?.byClass[name]}: ${filter?.reasons[name] ?? ''}`;
  const own = filter.conditions.filter(({ classes }) => classes.includes(name));
  return own.map(({ field, operator, value }) => `${field} ${operator} ${value}`).join(' | ');
}

const onOpen = (expression: string, more: RuleChanges = {}): RuleChanges => ({ on: { open: expression }, ...more });
const onNetwork = (expression: string, more: RuleChanges = {}): RuleChanges => ({
  on: { network: expression },
  ...more,
});
const long = (length: number) => `/${'x'.repeat(length - 1)}`;

describe('of opens the kernel is asked for', () => {
  it.each<[string, RuleChanges, string]>([
    ['a path', onOpen("event.path == '/a'"), 'path equals /a'],
    [
      'several',
      onOpen("event.path in ['/a', '/b'] || event.path.startsWith('/c')"),
      'path equals /a | path equals /b | path prefix /c',
    ],
    ['the part that tells most', onOpen("event.comm.startsWith('x') && event.path == '/a'"), 'path equals /a'],
    ['either of two fields', onOpen("event.path == '/a' || event.comm == 'x'"), 'path equals /a | comm equals x'],
    ['what a pattern begins with', onOpen("event.path.matches('^/proc/[^/]+/environ$')"), 'path prefix /proc/'],
    ['nothing of a rule that never matches', onOpen('false'), 'none: '],
    [
      'all for an end',
      onOpen("event.path.endsWith('/token')"),
      'all: R1000 asks for more than equality with, or the beginning of, path',
    ],
    [
      'all for letters of any case',
      onOpen("event.path.lowerAscii() == '/a'"),
      'all: R1000 asks for more than equality with, or the beginning of, path',
    ],
    ['all for a rule that reads any', onOpen('event.pid > 1u'), 'all: R1000 reads any path'],
    [
      'all for a character that stands for bytes that are none',
      onOpen("event.path == '/\ufffd'"),
      'all: R1000 asks for more than equality with, or the beginning of, path',
    ],
    [
      'what the prefilter lets pass, which is what has no path, too',
      onOpen("event.path.endsWith('x')", { state: { includePrefixes: ['/etc', '/proc/'] } }),
      'path equals  | path equals /etc | path equals /proc | path prefix /etc/ | path prefix /proc/',
    ],
    [
      'the longest path that is compared',
      onOpen(`event.path == '${long(maxTextBytes)}'`),
      `path equals ${long(maxTextBytes)}`,
    ],
    [
      'the beginning of a longer one',
      onOpen(`event.path == '${long(maxTextBytes + 1)}'`),
      `path prefix ${long(maxTextBytes)}`,
    ],
    [
      'whole characters of it',
      onOpen(`event.path == '${long(maxTextBytes - 1)}ä'`),
      `path prefix ${long(maxTextBytes - 1)}`,
    ],
    ['nothing for a rule that needs a profile', onOpen("event.path == '/a'", { profileDependency: 0 }), 'none: '],
    ['nothing for a rule of containers', onOpen("event.path == '/a'", { tags: ['context:container'] }), 'none: '],
    [
      'what a rule of a context of the user wants',
      onOpen("event.path == '/a'", { tags: ['context:mine'] }),
      'path equals /a',
    ],
  ])('%s', (_, rule, expected) => {
    expect(sent([rule], 'open')).toBe(expected);
  });

  it.each<[FilterClass, string]>([
    ['host', 'path equals /host'],
    ['host-profiled', 'path equals /host | path equals /profile'],
    ['standalone', 'path equals /container'],
    ['kubernetes', 'path equals /container'],
    ['ignored', 'none: '],
    ['unknown', 'path equals /host | path equals /profile | path equals /container'],
    ['learning', 'all: profiles record it'],
  ])('what the rules of a class want: %s', (name, expected) => {
    const rules = [
      onOpen("event.path == '/host'", { tags: ['context:host'] }),
      onOpen("event.path == '/profile'", { tags: ['context:host'], profileDependency: 0 }),
      onOpen("event.path == '/container'", { tags: ['context:container', 'context:kubernetes'] }),
    ];
    expect(sent(rules, 'open', name)).toBe(expected);
  });

  it.each([
    [mostConditions, 'conditions'],
    [mostConditions + 1, 'all'],
  ])('%i values at most', (count, expected) => {
    const paths = JSON.stringify(Array.from({ length: count }, (_, index) => `/${index}`));
    expect(pushDown([onOpen(`event.path in ${paths}`)]).types.get('open')?.byClass.host).toBe(expected);
  });
});

describe('of connections', () => {
  it.each<[string, RuleChanges, string]>([
    [
      'ports',
      onNetwork("event.pktType == 'OUTGOING' && event.dstPort in [1, 2]"),
      'dstPort equals 1 | dstPort equals 2',
    ],
    ['addresses', onNetwork("event.dstAddr == '10.0.0.1'"), 'dstAddr equals 10.0.0.1'],
    [
      'a direction',
      onNetwork("event.pktType == 'OUTGOING' && net.is_private_ip(event.dstAddr)"),
      'pktType equals OUTGOING',
    ],
    ['ports of the prefilter', onNetwork('true', { state: { ports: [22] } }), 'dstPort equals 0 | dstPort equals 22'],
    [
      'a direction of the prefilter',
      onNetwork('true', { state: { direction: 'inbound' } }),
      'direction equals  | direction equals inbound',
    ],
    [
      'no beginnings of addresses',
      onNetwork("event.dstAddr.startsWith('10.')"),
      'all: R1000 asks for more than equality with, or the beginning of, dstAddr',
    ],
  ])('%s', (_, rule, expected) => {
    expect(sent([rule], 'network')).toBe(expected);
  });
});

it('asks for commands of bpf(2)', () => {
  expect(sent([{ on: { bpf: 'event.cmd == 5u && event.uid == 0u' } }], 'bpf')).toBe('cmd equals 5');
});

describe('a rule set', () => {
  it('asks for what any step of a sequence reads', () => {
    const steps = [
      { id: 'a', eventType: 'open', expression: "event.path == '/a'" },
      { id: 'b', eventType: 'network', expression: 'event.dstPort == 1 && event.pid == steps.a.event.pid' },
    ] as const;
    const rule = { sequence: { window: '1s', by: "'x'", steps }, uniqueId: "'x'" };
    expect(['open', 'network', 'dns'].map((type) => sent([rule], type as EventType))).toEqual([
      'path equals /a',
      'dstPort equals 1',
      'none: ',
    ]);
  });

  it('falls back by the rule that prevents it, and says which', () => {
    const rules = [
      onOpen("event.path == '/a'"),
      onOpen('event.pid == 1u'),
      onOpen("event.path == '/b'", { tags: ['context:standalone'] }),
    ];
    expect(pushDown(rules).report()).toEqual([
      {
        eventType: 'open',
        text: 'unknown, host, host-profiled, kubernetes, kubernetes-profiled, standalone, standalone-profiled: all sent, R1001 reads any path; learning: all sent, profiles record it',
      },
      ...['syscall', 'capabilities', 'dns', 'network', 'http'].map((eventType) => ({
        eventType,
        text: 'learning: all sent, profiles record it',
      })),
    ]);
  });

  it('counts in its report what a class is filtered by', () => {
    const rules = [onOpen("event.path in ['/a', '/b'] || event.path.startsWith('/c')")];
    expect(pushDown(rules).report()[0]?.text).toContain('host, host-profiled');
    expect(pushDown(rules).report()[0]?.text).toContain('by 2 values of path, 1 prefix of path');
  });

  it('reports what one class is sent', () => {
    const rules = [onOpen("event.path == '/a'"), onNetwork('event.dstPort == 1 || event.pid == 1u')];
    expect(pushDown(rules).reportOf('host')).toEqual([
      { eventType: 'open', text: 'by 1 value of path' },
      { eventType: 'network', text: 'all sent, R1001 reads any network event, whatever its port and address' },
    ]);
    expect(pushDown(rules).reportOf('ignored')).toEqual([]);
  });

  it('gives contexts that are not watched nothing', () => {
    const types = pushDown([onOpen('true')], { contexts: ['standalone'] }).types.get('open');
    expect([types?.byClass.host, types?.byClass.standalone]).toEqual(['none', 'all']);
  });

  it('sends all that profiles record of unknown namespaces where they may learn', () => {
    const byClass = pushDown([], { learning: true }).types.get('open')?.byClass;
    expect([byClass?.unknown, byClass?.host]).toEqual(['all', 'none']);
  });

  it('never holds back what processes and namespaces are followed by', () => {
    for (const type of ['exec', 'fork', 'exit', 'procfs', 'unshare'] as const) {
      expect(pushDown([]).types.get(type)?.byClass.ignored).toBe('all');
    }
  });

  it('names its readers anew when anything of a rule changes', () => {
    const reader = (more: RuleChanges) =>
      pushDown([{ on: { syscall: 'true' }, ...more }]).types.get('syscall')?.readers.host;
    expect(reader({})).toEqual(reader({}));
    expect(reader({})).not.toEqual(reader({ severity: 6 }));
  });
});
