import type { EventType, RuntimeEvent } from '@rulelibrary/schema';
import type { RuleSource } from './compile-rule-set.ts';

/** Numbers of a linear congruential generator: the same for the same seed. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = (seed * 2_654_435_761 + 12_345) % 2_147_483_648;
  }

  below(limit: number): number {
    this.#state = (this.#state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((this.#state / 2_147_483_648) * limit);
  }

  of<Item>(items: readonly Item[]): Item {
    return items[this.below(items.length)] as Item;
  }
}

const texts = [
  '/etc/shadow',
  '/etc/passwd',
  '/ETC/shadow',
  '/proc/7/environ',
  '/run/x/token',
  'kubectl',
  '',
  'a.b.c.',
  '/',
];
const parts = ['/etc/', '/etc/sh', 'shadow', '/token', '.c.', 'ctl', '/', 'environ', 'e', '/proc/'];
const ports = ['22', '443', '3333', '-1', '9223372036854775807'];

const fieldsOf: Readonly<Partial<Record<EventType, readonly string[]>>> = {
  exec: ['event.exepath', 'event.comm', 'event.cwd', 'parse.get_exec_path(event.args, event.comm, event.exepath)'],
  open: ['event.path', 'event.comm', 'event.pcomm'],
  network: ['event.dstAddr', 'event.proto', 'event.comm'],
};

/** A rule for events of a type, made of what rules are made of; some fail on some events. */
export function randomRule(id: string, eventType: EventType, random: Random): RuleSource {
  const count = random.below(5) === 0 ? 2 : 1;
  const expressions = Array.from({ length: count }, () => ({ eventType, expression: condition(eventType, random, 3) }));
  return { id, expressions };
}

function condition(type: EventType, random: Random, depth: number): string {
  if (depth === 0 || random.below(4) === 0) return test(type, random);
  const inner = () => condition(type, random, depth - 1);
  switch (random.below(8)) {
    case 0:
      return `!(${inner()})`;
    case 1:
      return `(event.uid == 0u ? ${inner()} : ${inner()})`;
    case 2:
    case 3:
      return `(${inner()} || ${inner()})`;
    default:
      return `(${inner()} && ${inner()})`;
  }
}

function test(type: EventType, random: Random): string {
  const field = random.of(fieldsOf[type] ?? []);
  const [text, part] = [`'${random.of(texts)}'`, `'${random.of(parts)}'`];
  const list = `[${Array.from({ length: 1 + random.below(5) }, () => `'${random.of(texts)}'`).join(', ')}]`;
  const ends = `[${Array.from({ length: 4 + random.below(3) }, () => `'${random.of(parts)}'`).join(', ')}]`;
  return random.of<() => string>([
    () => `${field} == ${text}`,
    () => `${field} != ${text}`,
    () => `${field} in ${list}`,
    () => `${field}.startsWith(${part})`,
    () => `${field}.endsWith(${part})`,
    () => `${field}.contains(${part})`,
    () => `${field}.lowerAscii().endsWith(${part})`,
    () => `${field}.lowerAscii() == ${text}`,
    () => `('/' + ${field}).endsWith(${part})`,
    () => `'x' + ${field} == 'x' + ${text}`,
    () => `${field}.matches('^/(etc|proc)/.*${random.of(['w$', 'environ', '[0-9]+'])}')`,
    () => `${ends}.exists(e, ${field}.endsWith(e) && event.comm != e)`,
    () => `['.' + ${field}.lowerAscii()].map(n, ${ends}.exists(e, n.endsWith(e)))[0]`,
    () => (type === 'network' ? `event.dstPort in [${random.of(ports)}, ${random.of(ports)}]` : 'event.pid > 5u'),
    () => (type === 'network' ? `event.dstPort == ${random.of(ports)}` : 'event.uid == 0u'),
    () => (type === 'exec' ? `event.args[${random.below(3)}] == ${text}` : `event.pid == ${random.below(9)}u`),
    () =>
      type === 'exec' ? 'event.args.exists(a, a == event.comm)' : `${field}.size() / (event.pid == 3u ? 0 : 2) == 1`,
    () => `ap.was_path_opened(event.containerId, ${field})`,
    () => `!ap.was_path_opened(event.containerId, ${field})`,
    () => `ap.was_syscall_used(event.containerId, ${text})`,
    () => `${random.below(2) === 0}`,
  ])();
}

/** An event of a type: of the same few texts and numbers as the rules, some fields absent. */
export function randomEvent(eventType: EventType, random: Random): RuntimeEvent {
  const text = () => (random.below(6) === 0 ? undefined : random.of([...texts, ...parts.map((part) => `x${part}y`)]));
  const fields = {
    comm: text(),
    pcomm: text(),
    containerId: random.of(['c1', 'throws', '']),
    pid: random.below(9),
    uid: random.below(2),
    exepath: text(),
    cwd: text(),
    path: text(),
    args: Array.from({ length: random.below(4) }, () => text() ?? ''),
    dstAddr: text(),
    proto: text(),
    dstPort: Number(random.of(ports.slice(0, 4))),
  };
  return { timestamp: '2026-11-21T16:54:00Z', eventType, mntns: 1, ...fields } as RuntimeEvent;
}
