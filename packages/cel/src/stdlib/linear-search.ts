/**
 * Where a text occurs in another, in time linear in both whatever they hold (Knuth, Morris and Pratt). The engine's own
 * search is faster nearly always, and takes the product of the two lengths for texts made for it.
 */
export function searchForward(text: string, search: string, from: number): number {
  const table = prefixTable(search);
  let matched = 0;
  for (let at = Math.max(from, 0); at < text.length; at++) {
    matched = advance(search, table, matched, text.charCodeAt(at));
    if (matched === search.length) return at + 1 - matched;
  }
  return -1;
}

/** The last occurrence that begins at or before `from`. */
export function searchBackward(text: string, search: string, from: number): number {
  const table = prefixTable(search);
  const end = Math.min(from + search.length, text.length);
  let found = -1;
  let matched = 0;
  for (let at = 0; at < end; at++) {
    matched = advance(search, table, matched, text.charCodeAt(at));
    if (matched < search.length) continue;
    found = at + 1 - matched;
    matched = table[matched - 1] ?? 0;
  }
  return found;
}

/** How long the longest prefix is that ends at each unit, short of the whole. */
function prefixTable(search: string): Int32Array {
  const table = new Int32Array(search.length);
  let matched = 0;
  for (let at = 1; at < search.length; at++) {
    matched = advance(search, table, matched, search.charCodeAt(at));
    table[at] = matched;
  }
  return table;
}

/** How much of the searched text ends at a unit, when so much ended before it. */
function advance(search: string, table: Int32Array, before: number, unit: number): number {
  let matched = before;
  while (matched > 0 && search.charCodeAt(matched) !== unit) matched = table[matched - 1] ?? 0;
  return search.charCodeAt(matched) === unit ? matched + 1 : matched;
}
