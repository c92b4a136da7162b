import { dump } from 'js-yaml';

/** Data as YAML, in the order of its keys, no line ever folded and nothing replaced by an anchor. Throws on functions. */
export function dumpYaml(value: unknown): string {
  return dump(value, { lineWidth: -1, noRefs: true });
}
