import { expect, it } from 'vitest';
import { parseWatchEvent } from './watch-objects.ts';

const object = { metadata: { name: 'a' } };

it.each([
  ['ADDED', 'ADDED'],
  ['BOOKMARK', 'BOOKMARK'],
])('reads %s', (type, expected) => {
  expect(parseWatchEvent(JSON.stringify({ type, object }))).toEqual({ type: expected, object });
});

it.each([
  [{ type: 'ERROR', object: { code: 410, message: 'too old resource version: 1 (2)' } }, 'gone'],
  [{ type: 'ERROR', object: { code: 500, message: 'etcd is away' } }, 'overloaded'],
  [{ type: 'ERROR', object: { code: 418 } }, 'rejected'],
  [{ type: 'MOVED', object }, 'malformed'],
  [{ type: 'ADDED', object: [] }, 'malformed'],
  [{ type: 'ADDED' }, 'malformed'],
  [null, 'malformed'],
])('%j is an error: %s', (event, code) => {
  expect(() => parseWatchEvent(JSON.stringify(event))).toThrow(expect.objectContaining({ code }));
});

it('does not take half an event', () => {
  expect(() => parseWatchEvent('{"type":"ADDED","obj')).toThrow(expect.objectContaining({ code: 'malformed' }));
});
