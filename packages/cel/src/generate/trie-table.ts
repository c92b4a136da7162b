/** A trie as a table: a step takes two reads. */
export interface TrieTable {
  /** Column by code unit; 0 of those that no text has. */
  readonly columns: Uint16Array;
  readonly width: number;
  /** The next node by node and column; 0 for none. */
  readonly next: Uint16Array;
}

export interface Edge {
  readonly from: number;
  readonly unit: number;
  readonly to: number;
}

/** Beyond it the table would cost more memory than the time is worth, were a rule to have many. */
const maxCells = 131_072;

/** @param aliases code units that lead where another one leads */
export function createTrieTable(
  edges: readonly Edge[],
  nodes: number,
  aliases: ReadonlyMap<number, number>,
): TrieTable | undefined {
  const units = [...new Set(edges.map(({ unit }) => unit))];
  const width = units.length + 1;
  if (nodes * width > maxCells || nodes > 0xffff) return undefined;
  const columns = new Uint16Array(Math.max(0, ...units, ...aliases.keys()) + 1);
  for (const [index, unit] of units.entries()) columns[unit] = index + 1;
  const next = new Uint16Array(nodes * width);
  for (const { from, unit, to } of edges) next[from * width + (columns[unit] ?? 0)] = to;
  for (const [alias, unit] of aliases) columns[alias] = columns[unit] ?? 0;
  return { columns, width, next };
}
