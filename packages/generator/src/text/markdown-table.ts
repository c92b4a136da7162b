/**
 * A table in Markdown. A bar or a line break would end a cell, and `<` outside of code begin HTML: they are written
 * otherwise.
 */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(toCell).join(' | ')} |\n`;
  return line(head) + line(head.map(() => '---')) + rows.map(line).join('');
}

function toCell(text: string): string {
  const visible = text.replaceAll(/`[^`]*`|</g, (part) => (part === '<' ? '\\<' : part));
  return visible.replaceAll('|', '\\|').replaceAll(/\r?\n/g, ' ');
}
