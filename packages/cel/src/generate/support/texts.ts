import { limits } from '../../limits.ts';
import { codePointCount, hasSurrogates } from '../../stdlib/text.ts';
import { charAt, lowerAscii as lower } from '../../stdlib/text-edit.ts';
import { giveUp } from '../give-up.ts';

export function boundedText(text: string): string {
  return text.length <= limits.textLength ? text : giveUp();
}

export function sizeOfText(text: string): number {
  return codePointCount(text);
}

/** The code point at a position; none at the one after the last. */
export function characterAt(text: string, index: number): string {
  if (hasSurrogates(text)) return charAt(text, BigInt(index));
  return index >= 0 && index <= text.length ? text.charAt(index) : giveUp();
}

/** Nearly all names are lower case already: then nothing is copied. */
export function lowerAscii(text: string): string {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 65 && unit <= 90) return lower(text);
  }
  return text;
}

/** `text.lowerAscii().endsWith(end)` without building the text. */
export function endsInLower(text: string, end: string): boolean {
  const offset = text.length - end.length;
  if (offset < 0) return false;
  for (let i = end.length - 1; i >= 0; i--) {
    if (lowerUnit(text.charCodeAt(offset + i)) !== end.charCodeAt(i)) return false;
  }
  return true;
}

/** `text.lowerAscii().startsWith(start)` without building the text. */
export function startsInLower(text: string, start: string): boolean {
  if (text.length < start.length) return false;
  for (let i = 0; i < start.length; i++) {
    if (lowerUnit(text.charCodeAt(i)) !== start.charCodeAt(i)) return false;
  }
  return true;
}

/** `text.lowerAscii() == other` without building the text. */
export function equalsInLower(text: string, other: string): boolean {
  return text.length === other.length && startsInLower(text, other);
}

export function lowerUnit(unit: number): number {
  return unit >= 65 && unit <= 90 ? unit + 32 : unit;
}
