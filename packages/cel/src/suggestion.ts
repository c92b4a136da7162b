import { nearest } from '@rulelibrary/schema';

/** `; did you mean "x"?` to end a message with, or nothing. */
export function suggestion(name: string, candidates: Iterable<string>): string {
  const near = nearest(name, candidates);
  return near === undefined ? '' : `; did you mean "${near}"?`;
}
