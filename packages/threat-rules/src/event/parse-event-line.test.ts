import { describe, expect, it } from 'vitest';
import { builtInCatalogue } from '../catalogue/built-in-catalogue.ts';
import { createEventReader } from './create-event-reader.ts';
import { parseEventLine } from './parse-event-line.ts';

const read = createEventReader(builtInCatalogue);
const parse = (line: string) => parseEventLine(line, read);

describe('a line', () => {
  it.each([
    ['{"event":{"action":"a"}}', { event: { action: 'a' } }, []],
    ['{"EVENT":{"Action":"a"}}', { event: { action: 'a' } }, []],
    ['{"Event":{"action":"a"},"event":{"ACTION":"b"}}', { event: { action: 'b' } }, []],
    ['{"Event":{"action":"a"},"event":{"kind":"b"}}', { event: { action: 'a', kind: 'b' } }, []],
    ['{"event":{"action":"b"},"Event":null}', { event: { action: 'b' } }, []],
    ['{"event":null,"file":{"path":null}}', { event: null, file: { path: null } }, []],
    ['{"sequence":18446744073709551615}', { sequence: 18446744073709551615n }, []],
    ['{"command":{"duration_ms":-9007199254740993}}', { command: { duration_ms: -9007199254740993n } }, []],
    ['{"command":{"duration_ms":1.0}}', { command: { duration_ms: 1 } }, []],
    ['{"gen_ai":{"usage":{"cost_usd":1}}}', { gen_ai: { usage: { cost_usd: 1 } } }, []],
    ['{"gen_ai":{"request":{"stop_sequences":[]}}}', { gen_ai: { request: { stop_sequences: [] } } }, []],
    ['{"system_context":{"skills":[1,null,{"a":1}]}}', { system_context: { skills: [1, null, { a: 1 }] } }, []],
    ['{"x":1,"file":{"y":{},"path":"p"}}', { file: { path: 'p' } }, ['x', 'file.y']],
    ['{"x":1,"FILE":{"y":2,"PATH":"p"},"z":3}', { file: { path: 'p' } }, ['x', 'z', 'file.y']],
    ['{"__proto__":{"a":1},"constructor":1,"toString":2}', {}, ['__proto__', 'constructor', 'toString']],
  ])('%s is an event', (line, event, unknownKeys) => {
    const parsed = parse(line);
    expect(parsed).toMatchObject({ event, unknownKeys });
  });

  it.each([
    ['{"event":{"action":1}}', 'Expected text, got "1" in "event.action"'],
    ['{"Event":{"Action":1}}', 'Expected text, got "1" in "event.action"'],
    ['{"event":"a"}', 'Expected a mapping, got "a" in "event"'],
    ['{"event":[]}', 'Expected a mapping, got a list in "event"'],
    ['{"command":{"exit_code":"0"}}', 'Expected a whole number, got "0" in "command.exit_code"'],
    ['{"command":{"exit_code":1.5}}', 'Expected a whole number, got "1.5" in "command.exit_code"'],
    ['{"command":{"exit_code":true}}', 'Expected a whole number, got "true" in "command.exit_code"'],
    ['{"command":{"exit_code":9223372036854775808}}', 'Expected a whole number, got "9223372036854775808" in'],
    ['{"command":{"exit_code":1e300}}', 'Expected a 64-bit integer in "command.exit_code"'],
    ['{"sequence":-1}', 'Expected a whole number from 0, got "-1" in "sequence"'],
    ['{"approval":{"required":"true"}}', 'Expected true or false, got "true" in "approval.required"'],
    ['{"gen_ai":{"request":{"stop_sequences":["a",1]}}}', 'Expected a list (list(string)), got a list in'],
    ['{"timestamp":1}', 'Expected text, got "1" in "timestamp"'],
    ['{"event":', 'Expected JSON, got "{\\"event\\":"'],
    ['[]', 'Expected an event as a mapping, got a list'],
    ['null', 'Expected an event as a mapping, got nothing'],
    ['"x"', 'Expected an event as a mapping, got "x"'],
  ])('%s is none', (line, message) => {
    const parsed = parse(line);
    expect(parsed.event).toBeUndefined();
    expect('message' in parsed && parsed.message).toContain(message);
  });

  it('names ten unknown keys at most', () => {
    const keys = (count: number) =>
      JSON.stringify(Object.fromEntries([...Array(count).keys()].map((n) => [`k${n}`, 1])));
    expect(parse(keys(10))).toMatchObject({ unknownKeys: { length: 10 } });
    expect(parse(keys(11))).toMatchObject({ unknownKeys: { length: 10 } });
  });
});
