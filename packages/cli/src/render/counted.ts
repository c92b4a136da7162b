/** A number and what it counts: `1 event`, `1,234 events`; `one` makes its plural with an s. */
export function counted(count: number, one: string): string {
  return `${count.toLocaleString('en-US')} ${one}${count === 1 ? '' : 's'}`;
}
