import type { Place, Problem } from '../problem.ts';
import type { Rule } from '../rule.ts';
import { locateInJson } from './locate-in-json.ts';

/** An object of the API server as the readers of files take it, and its places back from their lines and columns. */
export interface ObjectReader {
  readonly json: string;
  /** `Rules kubescape/custom`. */
  readonly title: string;
  place(place: Place): Place;
  problem(problem: Problem): Problem;
  rule(rule: Rule): Rule;
}

/** @param object with kind and metadata */
export function createObjectReader(object: object): ObjectReader {
  // One line: the column is the offset.
  const json = JSON.stringify(object);
  const title = titleOf(object);
  const place = ({ column }: Place): Place => {
    const { path, ...position } = locateInJson(json, column - 1);
    return { file: path === '' ? title : `${title} ${path}`, ...position };
  };
  return {
    json,
    title,
    place,
    problem: (problem) => ({ ...problem, ...place(problem) }),
    rule: (rule) => ({
      ...rule,
      get place() {
        return place(rule.place);
      },
      placeOf: (pointer) => place(rule.placeOf(pointer)),
      placeInText: (pointer, offset) => place(rule.placeInText(pointer, offset)),
    }),
  };
}

function titleOf(object: object): string {
  const { kind, metadata } = object as {
    readonly kind?: unknown;
    readonly metadata?: Readonly<Record<string, unknown>>;
  };
  const { namespace, name } = metadata ?? {};
  return `${String(kind ?? 'object')} ${namespace === undefined ? '' : `${String(namespace)}/`}${String(name ?? '')}`;
}
