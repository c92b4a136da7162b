import {
  type EventField,
  eventFields,
  eventTypes,
  type HelperFunction,
  type HelperName,
  helperFunctions,
  type RuntimeEvent,
} from '@rulelibrary/schema';
import { describe, expect, it } from 'vitest';
import { CelError } from './cel-error.ts';
import { createEventEnvironment, type HelperImplementations } from './event-environment.ts';

const fields: readonly EventField[] = eventFields;
const helpers: readonly HelperFunction[] = helperFunctions;
const calls: [string, ...unknown[]][] = [];
const environment = createEventEnvironment(recordingHelpers());

const zeros: Readonly<Record<string, string>> = {
  string: "''",
  int: '0',
  uint: '0u',
  bool: 'false',
  dyn: 'null',
  'list(string)': '[]',
};

function recordingHelpers(): HelperImplementations {
  const results: Readonly<Record<string, unknown>> = { bool: true, string: 'x', 'list(string)': ['/data'] };
  const implementation = ({ name, result }: HelperFunction) => [
    name,
    (...args: readonly unknown[]) => {
      calls.push([name, ...args]);
      return results[result] ?? { LD_PRELOAD: '/x.so' };
    },
  ];
  return Object.fromEntries(helpers.map(implementation)) as Record<HelperName, () => unknown>;
}

function event(members: Partial<RuntimeEvent> & Pick<RuntimeEvent, 'eventType'>): RuntimeEvent {
  return { timestamp: '2026-11-21T16:54:00Z', mntns: 1, ...members };
}

function holds(source: string, members: Partial<RuntimeEvent> & Pick<RuntimeEvent, 'eventType'>): boolean | string {
  return environment.compile(source, { result: 'bool' }).evaluate(event(members));
}

function errorOf(source: string, result: 'bool' | 'string' = 'bool'): CelError {
  try {
    environment.compile(source, { result });
  } catch (error) {
    if (error instanceof CelError) return error;
  }
  throw new Error('nothing was thrown');
}

describe('fields of the catalogue', () => {
  it.each(fields.filter(({ inCel, type }) => inCel && type in zeros))(
    '$name reads as the zero value of $type in every event that does not have it',
    ({ name, type }) => {
      const program = environment.compile(`event.${name} == ${zeros[type]} && !has(event.${name})`, { result: 'bool' });
      for (const eventType of eventTypes) expect(program.evaluate(event({ eventType }))).toBe(true);
    },
  );

  it.each(fields.filter(({ inCel }) => !inCel))('$name is recorded only, and unknown to expressions', ({ name }) => {
    expect(errorOf(`has(event.${name})`).code).toBe('unknown-name');
  });

  it.each([
    ['event.pid == 42u && has(event.pid)', { eventType: 'exec', pid: 42 }],
    ["event.exepath == '/bin/sh' && has(event.exepath)", { eventType: 'exec', exepath: '/bin/sh' }],
    // Alerts on opens carry the executable, but the catalogue does not give it to their rules.
    ["event.exepath == '' && !has(event.exepath)", { eventType: 'open', exepath: '/bin/sh' }],
    ['event.args == [] && !has(event.args)', { eventType: 'open', args: ['a'] }],
    ["event.args[1] == '-c' && event.args.size() == 2", { eventType: 'exec', args: ['sh', '-c'] }],
    ["event.comm == '' && has(event.comm)", { eventType: 'exec', comm: '' }],
    ["event.request.path == '/a' && has(event.request.path)", { eventType: 'http', request: { path: '/a' } }],
    ["http.request.headers['Accept'][0] == 'x'", { eventType: 'http', request: { headers: { Accept: ['x'] } } }],
    ['!has(event.request.headers) && event.request.headers == {}', { eventType: 'http', request: { path: '/a' } }],
    ["event.request.host == '' && !has(event.request) && !has(event.request.host)", { eventType: 'exec' }],
    ["event.UserInfo.Groups == [] && event.UserInfo.Username == ''", { eventType: 'k8s-admission' }],
    ["'g' in event.UserInfo.Groups", { eventType: 'k8s-admission', UserInfo: { Groups: ['g'] } }],
    [
      'event.Object.spec.replicas == 2 && event.Object.spec.replicas > 1',
      { eventType: 'k8s-admission', Object: { spec: { replicas: 2 } } },
    ],
    ['type(event.Object.n) == double', { eventType: 'k8s-admission', Object: { n: 2 } }],
    ['has(event.Object.spec) && !has(event.Object.status)', { eventType: 'k8s-admission', Object: { spec: {} } }],
    ["eventType == 'exec' && event.path == ''", { eventType: 'exec', path: '/x' }],
    ['event == http', { eventType: 'exec' }],
  ] as [string, Partial<RuntimeEvent> & Pick<RuntimeEvent, 'eventType'>][])('%s', (source, members) => {
    expect(holds(source, members)).toBe(true);
  });

  it.each([
    ['event.exepth', 'unknown-name', 'exepth', 'Unknown field "exepth" of Event; did you mean "exepath"?'],
    ['event.constructor', 'unknown-name', 'constructor', 'Unknown field "constructor" of Event'],
    ['event.__proto__', 'unknown-name', '__proto__', 'Unknown field "__proto__" of Event'],
    ['event.toString', 'unknown-name', 'toString', 'Unknown field "toString" of Event'],
    ['event.timestamp', 'unknown-name', 'timestamp', 'Unknown field "timestamp" of Event'],
    ['event.request.hots', 'unknown-name', 'hots', 'Unknown field "hots" of HttpRequest; did you mean "host"?'],
    ['evnt.pid', 'unknown-name', 'evnt', 'Unknown variable "evnt"; did you mean "event"?'],
    [
      'ap.was_exectued(event.containerId, event.path)',
      'unknown-name',
      'ap.was_exectued',
      'Unknown function "ap.was_exectued"; did you mean "ap.was_executed"?',
    ],
    ['event.pid == 1', 'type', 'event.pid == 1', 'Expected operands of one type, got "uint == int"; write 1u'],
    ['event.comm', 'type', 'event.comm', 'Expected bool, got "string"'],
  ])('%s is refused', (source, code, place, message) => {
    const error = errorOf(source);
    const found = { code: error.code, place: source.slice(error.start, error.end), message: error.message };
    expect(found).toStrictEqual({ code, place, message });
  });

  it('the message of an alert is text', () => {
    const source = "'Ran ' + event.exepath + ' (' + string(event.pid) + ')'";
    const program = environment.compile(source, { result: 'string' });
    expect(program.source).toBe(source);
    expect(program.evaluate(event({ eventType: 'exec', exepath: '/x', pid: 3 }))).toBe('Ran /x (3)');
    expect(errorOf('event.pid', 'string')).toMatchObject({ code: 'type', message: 'Expected string, got "uint"' });
  });
});

describe('events are views', () => {
  const read: string[] = [];

  /** Members on the prototype that note when they are read, as the collector's events decode theirs. */
  class View {
    get eventType() {
      return this.#note('eventType', 'exec');
    }
    get comm() {
      return this.#note('comm', 'sh');
    }
    get exepath() {
      return this.#note('exepath', '/bin/sh');
    }
    get args() {
      return this.#note('args', Object.freeze(['sh']));
    }

    #note<T>(name: string, value: T): T {
      read.push(name);
      return value;
    }
  }

  const view = Object.freeze(new View()) as unknown as RuntimeEvent;

  it.each([
    ["event.comm == 'sh'", ['comm']],
    ["event.comm == 'zsh' && event.exepath == ''", ['comm']],
    ["event.comm == 'sh' && event.exepath == '/bin/sh'", ['comm', 'eventType', 'exepath']],
    ['event == http', []],
    ["event.path == ''", ['eventType']],
    ["event.args.exists(a, a == 'sh')", ['eventType', 'args']],
  ])('%s reads only what it needs', (source, names) => {
    read.length = 0;
    environment.compile(source, { result: 'bool' }).evaluate(view);
    expect(read).toStrictEqual(names);
  });

  it('nothing enumerates or changes one', () => {
    const trap = () => {
      throw new Error('touched');
    };
    const guarded = new Proxy(event({ eventType: 'exec', comm: 'sh', args: ['sh'] }), {
      ownKeys: trap,
      set: trap,
      defineProperty: trap,
      deleteProperty: trap,
    });
    const source = "event.comm == 'sh' && event.args[0] == 'sh' && event == http && has(event.args)";
    expect(environment.compile(source, { result: 'bool' }).evaluate(guarded)).toBe(true);
  });

  it('an event with a wrong value fails with the place of the field', () => {
    const program = environment.compile("event.comm == 'x'", { result: 'bool' });
    const wrong = { ...event({ eventType: 'exec' }), comm: 5 } as unknown as RuntimeEvent;
    expect(() => program.evaluate(wrong)).toThrow(expect.objectContaining({ code: 'evaluation', start: 6, end: 10 }));
  });
});

describe('helper functions', () => {
  const values: Readonly<Record<string, string>> = { string: "'a'", int: '1', uint: '1u', 'list(string)': "['a']" };
  const passed: Readonly<Record<string, unknown>> = { string: 'a', int: 1n, uint: 1n, 'list(string)': ['a'] };
  const results: Readonly<Record<string, string>> = { bool: 'true', string: "'x'", 'list(string)': "['/data']" };

  const names = helpers.flatMap((helper) => {
    const alias = helper.name.replace(/^(?:ap|nn)\./, 'cp.');
    return (alias === helper.name ? [helper.name] : [helper.name, alias]).map((called) => ({ called, ...helper }));
  });

  it.each(names)('$called($params) reaches $name', ({ called, name, params, result }) => {
    calls.length = 0;
    const call = `${called}(${params.map((param) => values[param]).join(', ')})`;
    const expected = results[result] ?? "{'LD_PRELOAD': '/x.so'}";
    expect(holds(`${call} == ${expected}`, { eventType: 'exec' })).toBe(true);
    expect(calls).toStrictEqual([[name, ...params.map((param) => passed[param])]]);
  });

  it('are not called when an operand before them decides', () => {
    calls.length = 0;
    const source = "event.path.startsWith('/etc/shadow') && !ap.was_path_opened(event.containerId, event.path)";
    expect(holds(source, { eventType: 'open', path: '/usr/lib/libc.so.6' })).toBe(false);
    expect(calls).toStrictEqual([]);
  });

  it('take the values of events', () => {
    calls.length = 0;
    const source =
      'process.get_ld_hook_var(event.pid) == "x" && nn.was_address_port_protocol_in_egress(event.containerId, event.dstAddr, event.dstPort, event.proto)';
    holds(source, { eventType: 'network', pid: 9, containerId: 'c', dstAddr: '1.2.3.4', dstPort: 443, proto: 'TCP' });
    expect(calls).toStrictEqual([
      ['process.get_ld_hook_var', 9n],
      ['nn.was_address_port_protocol_in_egress', 'c', '1.2.3.4', 443n, 'TCP'],
    ]);
  });
});
