import { isInt } from '../../values/int.ts';
import { Uint } from '../../values/uint.ts';
import { giveUp } from '../give-up.ts';
import { type Integer, plainInteger } from './integers.ts';

/**
 * UTF-16 code units of a text that generated code reads from outside: so that joining a few of them needs no check
 * against the bound of built texts. Longer ones are left to the interpreter.
 */
export const maxReadLength = 131_072;

const noTexts: readonly string[] = Object.freeze([]);
const noFields = Object.freeze(Object.create(null));

export function readText(value: unknown): string {
  if (typeof value === 'string') return value.length <= maxReadLength ? value : giveUp();
  return value === undefined || value === null ? '' : giveUp();
}

export function readBool(value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  return value === undefined || value === null ? false : giveUp();
}

export function readInt(value: unknown): Integer {
  // Adding 0 makes 0 of -0.
  if (typeof value === 'number') return Number.isSafeInteger(value) ? value + 0 : giveUp();
  if (typeof value === 'bigint') return isInt(value) ? plainInteger(value) : giveUp();
  return value === undefined || value === null ? 0 : giveUp();
}

export function readUint(value: unknown): Integer {
  if (typeof value === 'number') return value >= 0 && Number.isSafeInteger(value) ? value + 0 : giveUp();
  if (value instanceof Uint) return plainInteger(value.value);
  if (typeof value === 'bigint') return value >= 0n && value < 2n ** 64n ? plainInteger(value) : giveUp();
  return value === undefined || value === null ? 0 : giveUp();
}

export function readDouble(value: unknown): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  return value === undefined || value === null ? 0 : giveUp();
}

export function readTexts(value: unknown): readonly string[] {
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) if (typeof value[i] !== 'string') giveUp();
    return value;
  }
  return value === undefined || value === null ? noTexts : giveUp();
}

export function readObject(value: unknown): object {
  if (typeof value === 'object' && value !== null) return value;
  return value === undefined || value === null ? noFields : giveUp();
}
