import { maxEntries } from './clean-text.ts';

/** Fields of a message by number; of one that is there more than once, all. Numbers that we do not read are left out. */
export type Message = ReadonlyMap<number, readonly Buffer[]>;

const [varint, fixed64, delimited, fixed32] = [0, 1, 2, 5];

/** A text as a field of a message. */
export function textField(field: number, text: string): Buffer {
  const bytes = Buffer.from(text);
  return Buffer.concat([encodeVarint(field * 8 + delimited), encodeVarint(bytes.length), bytes]);
}

/**
 * Splits a message into its delimited fields (texts, messages): https://protobuf.dev/programming-guides/encoding.
 * @throws RangeError when it is none
 */
export function readMessage(bytes: Buffer): Message {
  const fields = new Map<number, Buffer[]>();
  for (let at = 0; at < bytes.length; ) {
    const tag = readVarint(bytes, at);
    const { end, value } = readField(bytes, tag.end, tag.value % 8);
    if (value) add(fields, Math.floor(tag.value / 8), value);
    at = end;
  }
  return fields;
}

function add(fields: Map<number, Buffer[]>, field: number, value: Buffer): void {
  const values = fields.get(field);
  if (values) values.push(value);
  else fields.set(field, [value]);
}

/** A field as text; undefined where it is not there, or empty. */
export function textOf(message: Message, field: number): string | undefined {
  return message.get(field)?.at(-1)?.toString('utf8') || undefined;
}

/** A field as message; empty where it is not there. */
export function messageOf(message: Message, field: number): Message {
  return readMessage(message.get(field)?.at(-1) ?? Buffer.alloc(0));
}

/** A map of texts, which is a list of messages of key and value: the first thousand, since no more are kept. */
export function mapOf(message: Message, field: number): Record<string, string> {
  const entries = (message.get(field) ?? []).slice(0, maxEntries).map(readMessage);
  return Object.fromEntries(entries.map((entry) => [textOf(entry, 1) ?? '', textOf(entry, 2) ?? '']));
}

function readField(bytes: Buffer, at: number, type: number): { readonly end: number; readonly value?: Buffer } {
  switch (type) {
    case varint:
      return { end: readVarint(bytes, at).end };
    case fixed64:
      return { end: within(bytes, at + 8) };
    case fixed32:
      return { end: within(bytes, at + 4) };
    case delimited: {
      const length = readVarint(bytes, at);
      const end = within(bytes, length.end + length.value);
      return { end, value: bytes.subarray(length.end, end) };
    }
    default:
      throw new RangeError(`Unknown wire type "${type}"`);
  }
}

function within(bytes: Buffer, end: number): number {
  if (end > bytes.length) throw new RangeError(`Expected a message of at least ${end} bytes, got "${bytes.length}"`);
  return end;
}

/** Numbers here are tags and lengths: those over 2^53 are exact enough to be refused. */
function readVarint(bytes: Buffer, from: number): { readonly value: number; readonly end: number } {
  let value = 0;
  for (let at = from; at < from + 10; at++) {
    const byte = bytes[within(bytes, at + 1) - 1] as number;
    value += (byte & 0x7f) * 2 ** (7 * (at - from));
    if (byte < 0x80) return { value, end: at + 1 };
  }
  throw new RangeError('Expected a number of at most 10 bytes');
}

function encodeVarint(value: number): Buffer {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Buffer.from([...bytes, rest]);
    bytes.push((rest % 128) + 128);
  }
}
