import { parseIpv4, parseIpv6 } from '../helpers/ip-address.ts';
import type { PushedCondition } from '../push-down/event-filter.ts';
import { formatAddress } from './packets/format-address.ts';
import { commBytes } from './wire.ts';

/** The beginning of what a program compares; a text that has to be equal ends in NUL. */
export interface EncodedValue {
  readonly kind: 'comm' | 'port' | 'address' | 'direction' | 'path' | 'command';
  readonly bytes: Uint8Array;
}

/** Undefined: no event of the kernel meets it. */
export function conditionBytes({ field, operator, value }: PushedCondition): EncodedValue | undefined {
  switch (field) {
    case 'comm':
      return textBytes('comm', value, operator, commBytes);
    case 'path':
      return value === '' ? undefined : textBytes('path', value, operator, Number.POSITIVE_INFINITY);
    case 'dstPort':
      return portBytes(value);
    case 'dstAddr':
    case 'dstIp':
      return addressBytes(String(value));
    case 'pktType':
      return directionBytes(value === 'OUTGOING', value === 'HOST');
    case 'cmd':
      return commandBytes(value);
    case 'direction':
      return directionBytes(value === 'outbound', value === 'inbound');
  }
}

/** @param room bytes of the kernel's text with the NUL at its end */
function textBytes(
  kind: 'comm' | 'path',
  value: string | number,
  operator: PushedCondition['operator'],
  room: number,
): EncodedValue | undefined {
  const text = String(value);
  const bytes = new TextEncoder().encode(operator === 'equals' ? `${text}\0` : text);
  const isPossible = !text.includes('\0') && bytes.length <= (operator === 'equals' ? room : room - 1);
  return isPossible ? { kind, bytes } : undefined;
}

/** Fixed in length: nothing longer begins with it. */
function portBytes(value: string | number): EncodedValue | undefined {
  const port = Number(value);
  if (!Number.isInteger(port) || port < 0 || port > 0xffff) return undefined;
  return { kind: 'port', bytes: whole([port >> 8, port & 0xff]) };
}

function commandBytes(value: string | number): EncodedValue | undefined {
  const command = Number(value);
  if (!Number.isInteger(command) || command < 0 || command > 0xffffffff) return undefined;
  return { kind: 'command', bytes: whole([command, command >>> 8, command >>> 16, command >>> 24]) };
}

/** Rules compare texts: of an address as the collector writes it, and no other spelling. */
function addressBytes(text: string): EncodedValue | undefined {
  const ipv4 = parseIpv4(text);
  const bytes = ipv4 ? [...new Array<number>(10).fill(0), 0xff, 0xff, ...ipv4] : parseIpv6(text);
  if (bytes === undefined || formatAddress(Uint8Array.from(bytes)) !== text) return undefined;
  return { kind: 'address', bytes: whole(bytes) };
}

function directionBytes(isOutgoing: boolean, isIncoming: boolean): EncodedValue | undefined {
  return isOutgoing || isIncoming ? { kind: 'direction', bytes: whole([isOutgoing ? 1 : 0]) } : undefined;
}

function whole(bytes: readonly number[]): Uint8Array {
  const value = new Uint8Array(16);
  value.set(bytes);
  return value;
}
