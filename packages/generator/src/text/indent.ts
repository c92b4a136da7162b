/** The text with every line that is not empty moved right by so many blanks. */
export function indent(text: string, blanks: number): string {
  return text.replace(/^(?=.)/gm, ' '.repeat(blanks));
}
