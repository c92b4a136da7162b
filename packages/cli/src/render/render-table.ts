/** A column's cells; numbers are aligned to the right and grouped by thousands. */
export type Cell = string | number;

/** Rows under a heading, columns as wide as their widest cell, indented by two. */
export function renderTable(heading: readonly string[], rows: readonly (readonly Cell[])[]): string[] {
  const texts = [heading, ...rows.map((row) => row.map(cellText))];
  const widths = heading.map((_, column) => Math.max(...texts.map((row) => (row[column] ?? '').length)));
  const isNumeric = heading.map((_, column) => rows.length > 0 && rows.every((row) => typeof row[column] === 'number'));
  return texts.map((row) =>
    `  ${row.map((text, column) => (isNumeric[column] ? text.padStart(widths[column] ?? 0) : text.padEnd(widths[column] ?? 0))).join('  ')}`.trimEnd(),
  );
}

function cellText(cell: Cell): string {
  return typeof cell === 'number' ? cell.toLocaleString('en-US') : cell;
}
