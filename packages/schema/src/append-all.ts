/** Adds the items to the end of `target`: unlike `push(...items)`, which puts every item on the stack, at any number of them. */
export function appendAll<T>(target: T[], items: Iterable<T>): void {
  for (const item of items) target.push(item);
}
