/**
 * What a terminal acts on instead of showing it: C0 and C1 controls, DEL, line and paragraph separators, and the marks
 * that reorder text (https://www.unicode.org/reports/tr9/#Directional_Formatting_Characters).
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const controls = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

const short: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\u001b': '\\e' };

/**
 * The text as one line that no terminal obeys. Whoever is watched chooses file names and arguments: an escape sequence in
 * one must not clear the alert that shows it.
 */
export function toPrintable(text: string): string {
  return text.replace(controls, (character) => short[character] ?? escaped(character));
}

/** The same for JSON, which stays the same value: U+007F to U+009F and the rest mean the same as their escapes. */
export function toPrintableJson(json: string): string {
  return json.replace(controls, escaped);
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
