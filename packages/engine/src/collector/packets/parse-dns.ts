import { formatAddress } from './format-address.ts';

/** What a DNS message asks, and what it answers. */
export interface DnsMessage {
  readonly isQuestion: boolean;
  /** Names asked for, each with the trailing dot; of an answer without a question, the first name answered. */
  readonly names: readonly string[];
  /** Addresses of A and AAAA records among the answers, as many as could be read. */
  readonly addresses: readonly string[];
}

const headerBytes = 12;
const maxQuestions = 16;
const maxAnswers = 256;
const maxNameBytes = 255;
// As many labels as a name can have. Pointers that lead to pointers could be eight thousand, for each of 272 names.
const maxPointers = 127;
const typeA = 1;
const typeAaaa = 28;
const mappedPrefix = Buffer.from('00000000000000000000ffff', 'hex');

/**
 * Reads a message of RFC 1035 from untrusted bytes. Its work is bounded, whatever lengths and pointers say.
 * @returns undefined when the header or the questions cannot be read
 */
export function parseDns(bytes: Uint8Array): DnsMessage | undefined {
  if (bytes.length < headerBytes) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isQuestion = (view.getUint8(2) & 0x80) === 0;
  const questions = view.getUint16(4);
  const answers = Math.min(view.getUint16(6), maxAnswers);
  if (questions > maxQuestions) return undefined;
  const names: string[] = [];
  let at = headerBytes;
  for (let i = 0; i < questions; i++) {
    const name = readName(bytes, at);
    if (!name || name.end + 4 > bytes.length) return undefined;
    names.push(name.text);
    at = name.end + 4;
  }
  const answered = readAnswers(view, at, isQuestion ? 0 : answers);
  if (names.length === 0 && answered.name !== undefined) names.push(answered.name);
  return { isQuestion, names, addresses: answered.addresses };
}

function readAnswers(view: DataView, from: number, count: number) {
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  const addresses: string[] = [];
  let first: string | undefined;
  let at = from;
  for (let i = 0; i < count; i++) {
    const name = readName(bytes, at);
    if (!name || name.end + 10 > bytes.length) break;
    first ??= name.text;
    const type = view.getUint16(name.end);
    const length = view.getUint16(name.end + 8);
    const data = bytes.subarray(name.end + 10, name.end + 10 + length);
    if (data.length < length) break;
    if (type === typeA && length === 4) addresses.push(formatAddress(Buffer.concat([mappedPrefix, data])));
    if (type === typeAaaa && length === 16) addresses.push(formatAddress(data));
    at = name.end + 10 + length;
  }
  return { name: first, addresses };
}

/** A name, and where what follows it begins. A pointer must lead back, so that no chain of them turns in circles. */
function readName(bytes: Uint8Array, start: number): { text: string; end: number } | undefined {
  let text = '';
  let end: number | undefined;
  let size = 0;
  let lowest = start;
  let pointers = 0;
  for (let at = start; ; ) {
    const length = bytes[at];
    if (length === undefined) return undefined;
    if (length === 0) return { text: text === '' ? '.' : text, end: end ?? at + 1 };
    if (length >= 0xc0) {
      const target = ((length & 0x3f) << 8) | (bytes[at + 1] ?? 0xffff);
      pointers += 1;
      if (target >= lowest || pointers > maxPointers) return undefined;
      end ??= at + 2;
      lowest = target;
      at = target;
      continue;
    }
    size += length + 1;
    if (length > 63 || size >= maxNameBytes || at + 1 + length > bytes.length) return undefined;
    text += `${labelText(bytes.subarray(at + 1, at + 1 + length))}.`;
    at += 1 + length;
  }
}

/** A dot within a label is no separator: RFC 1035, section 5.1 writes it with a backslash. */
function labelText(label: Uint8Array): string {
  return Buffer.from(label).toString('utf8').replaceAll(/[.\\]/g, '\\$&');
}
