/** Characters that a terminal may act on: control characters (C0 but for tab, C1) and bidirectional overrides. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const terminalControls = /[\0-\x08\n-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

const longestQuote = 60;

/** The text in quotes for an error message: cut after 60 characters, on one line, control characters escaped. */
export function quote(text: string): string {
  const cut = text.length > longestQuote ? `${text.slice(0, longestQuote).toWellFormed()}…` : text;
  return printable(JSON.stringify(cut));
}

/** The text on one line with control characters escaped: for messages of libraries, which may repeat what they were given. */
export function printable(text: string): string {
  return text.replace(terminalControls, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
