/** What of a text somebody else wrote is kept: characters of it, entries of a list, and characters of all of them. */
export const maxTextLength = 4096;
export const maxEntries = 1024;
export const maxTotalLength = 65_536;

// C0, DEL and C1: a terminal takes them for commands. Line separators: a log takes them for lines.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const control = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g;

/** A text without control characters, which become U+FFFD, and no longer than `max`. Undefined: it is no text, or empty. */
export function cleanText(value: unknown, max = maxTextLength): string | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  return value.slice(0, max).replace(control, '\u{fffd}');
}

/** The texts of a list, without what is none. Undefined: it is no list. */
export function cleanList(value: unknown): string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const texts = value.slice(0, maxEntries).filter((each) => typeof each === 'string');
  return withinTotal(
    texts.map((text) => cleanText(text) ?? ''),
    (text) => text.length,
  );
}

/** The texts of an object by their names, without what is none. Undefined: it is no object, or has none. */
export function cleanRecord(value: unknown): Record<string, string> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const record: Record<string, string> = Object.create(null);
  const entries = Object.entries(value).slice(0, maxEntries).flatMap(cleanEntry);
  for (const [name, text] of withinTotal(entries, ([name, text]) => name.length + text.length)) record[name] = text;
  return Object.keys(record).length === 0 ? undefined : record;
}

function cleanEntry([name, value]: readonly [string, unknown]): (readonly [string, string])[] {
  const key = cleanText(name, 512);
  return key === undefined || typeof value !== 'string' ? [] : [[key, cleanText(value) ?? '']];
}

/** As many from the first on as are no longer together than they may be. */
function withinTotal<T>(values: readonly T[], lengthOf: (value: T) => number): T[] {
  let total = 0;
  return values.filter((value) => {
    total += lengthOf(value);
    return total <= maxTotalLength;
  });
}
