import { parsePods } from '../pods/parse-pods.ts';
import type { Pod } from '../pods/pod.ts';
import type { Problem } from '../problem.ts';
import { createObjectReader } from './object-reader.ts';

/** Reads a `Pod` object as the API server gives it; places as those of `parseRulesObject`. */
export function parsePodObject(object: object): { pod: Pod | undefined; problems: Problem[] } {
  const reader = createObjectReader(object);
  const { pods, problems } = parsePods(reader.json, reader.title);
  const [pod] = pods.map((found) => ({ ...found, place: reader.place(found.place) }));
  return { pod, problems: problems.map(reader.problem) };
}
