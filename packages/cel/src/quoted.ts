const longest = 60;

/**
 * Text of others in quotes, for a message: cut after 60 characters, and nothing in it that a terminal would obey or that
 * would break the line.
 */
export function quoted(text: string): string {
  const cut = text.length > longest ? `${text.slice(0, longest)}…` : text;
  return `"${cut.toWellFormed().replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, escaped)}"`;
}

function escaped(char: string): string {
  return `\\u{${char.codePointAt(0)?.toString(16)}}`;
}
