import type { Random } from '../random.ts';

/** A text as a literal, in one of the many ways in which it can be written. */
export function textLiteral(text: string, random: Random): string {
  const quote = random.pick(['"', "'", '"""', "'''"]);
  if (random.chance(0.1) && isRawSafe(text)) return `${random.pick(['r', 'R'])}${quote}${text}${quote}`;
  const body = [...text].map((char) => charLiteral(char, quote, random)).join('');
  return `${quote}${body}${quote}`;
}

/** Bytes as a literal; what is no ASCII letter or digit as an escape. */
export function bytesLiteral(bytes: Uint8Array, random: Random): string {
  const body = Array.from(bytes, (byte) =>
    /[0-9a-zA-Z]/.test(String.fromCharCode(byte)) && random.chance(0.8)
      ? String.fromCharCode(byte)
      : random.chance(0.5)
        ? `\\x${byte.toString(16).padStart(2, '0')}`
        : `\\${byte.toString(8).padStart(3, '0')}`,
  );
  return `${random.pick(['b', 'B'])}"${body.join('')}"`;
}

function isRawSafe(text: string): boolean {
  return /^[\w /,.%$&-]*$/.test(text);
}

function charLiteral(char: string, quote: string, random: Random): string {
  const code = char.codePointAt(0) ?? 0;
  if (char === '\n') return quote.length === 3 && random.chance(0.5) ? '\n' : '\\n';
  if (code < 32) return `\\x${code.toString(16).padStart(2, '0')}`;
  if (char === '\\' || char === quote[0]) return `\\${char}`;
  if (random.chance(0.95)) return char;
  return code < 0x10000 ? `\\u${code.toString(16).padStart(4, '0')}` : `\\U${code.toString(16).padStart(8, '0')}`;
}
