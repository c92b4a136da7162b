/** Leaves pieces of a text out, from halves to single code units, as long as the fault stays. */
export function shrinkText(text: string, isFault: (candidate: string) => boolean, deadline: number): string {
  let smallest = text;
  for (let size = Math.ceil(text.length / 2); size > 0; ) {
    const smaller = withoutPiece(smallest, size, isFault, deadline);
    if (Date.now() > deadline) return smallest;
    if (smaller !== undefined) smallest = smaller;
    else size = Math.min(Math.floor(size / 2), smallest.length);
  }
  return smallest;
}

function withoutPiece(
  text: string,
  size: number,
  isFault: (candidate: string) => boolean,
  deadline: number,
): string | undefined {
  for (let start = 0; start < text.length && Date.now() <= deadline; start += size) {
    const candidate = text.slice(0, start) + text.slice(start + size);
    if (isFault(candidate)) return candidate;
  }
  return undefined;
}
