import { nearest } from '@rulelibrary/schema';

/** More edits than this and the suggestion would be a guess. */
const maxDistance = 3;

/** The name that takes the fewest edits from `name`, up to half its length; undefined when none is near. */
export function nearestName(name: string, names: readonly string[]): string | undefined {
  return nearest(name, names, Math.min(maxDistance, Math.max(1, Math.floor(name.length / 2))));
}
