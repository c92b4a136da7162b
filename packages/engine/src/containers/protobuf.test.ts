import { describe, expect, it } from 'vitest';
import { mapOf, messageOf, readMessage, textField, textOf } from './protobuf.ts';

const nested = (field: number, ...parts: readonly Buffer[]): Buffer =>
  textField(field, Buffer.concat(parts).toString('utf8'));

describe('readMessage', () => {
  it('reads texts, messages and maps, and passes over numbers', () => {
    const number = Buffer.from([0x20, 0x96, 0x01, 0x29, 1, 2, 3, 4, 5, 6, 7, 8, 0x35, 1, 2, 3, 4]);
    const label = nested(2, textField(1, 'app'), textField(2, 'ünï'));
    const message = readMessage(
      Buffer.concat([number, textField(1, 'x'.repeat(200)), label, nested(3, textField(2, 'y'))]),
    );
    expect([...message.keys()]).toEqual([1, 2, 3]);
    expect(textOf(message, 1)).toBe('x'.repeat(200));
    expect(mapOf(message, 2)).toEqual({ app: 'ünï' });
    expect(textOf(messageOf(message, 3), 2)).toBe('y');
    expect([textOf(message, 9), mapOf(message, 9), messageOf(message, 9).size]).toEqual([undefined, {}, 0]);
  });

  it('reads a message of very many fields in no time', () => {
    const before = performance.now();
    const message = readMessage(Buffer.alloc(2 ** 20, Buffer.from([0x0a, 0x00])));
    expect(message.get(1)).toHaveLength(2 ** 19);
    expect(Object.keys(mapOf(message, 1))).toHaveLength(1);
    expect(performance.now() - before).toBeLessThan(5000);
  });

  it.each([
    ['a text that is cut', textField(1, 'abc').subarray(0, 4)],
    ['a length that is cut', Buffer.from([0x0a, 0x80])],
    ['a length of more than there is', Buffer.from([0x0a, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f])],
    ['a number without an end', Buffer.alloc(11, 0x80)],
    ['a group', Buffer.from([0x0b])],
    ['a number of 8 bytes that is cut', Buffer.from([0x09, 1, 2, 3, 4, 5, 6, 7])],
  ])('refuses %s', (_, bytes) => {
    expect(() => readMessage(bytes)).toThrow(RangeError);
  });
});
