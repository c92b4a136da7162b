import type { Rule } from '@rulelibrary/schema';

type Run = [offset: number, line: number, column: number];

/** What pkg/rules/packaged-rule.ts makes the same rule of again, without its YAML; in `file` it is named by the package. */
export function toRuleData(rule: Rule, file: string) {
  const values = valuesOf(rule.spec, '');
  const texts = values.filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return {
    spec: rule.spec,
    status: rule.status,
    version: rule.version,
    file,
    spots: Object.fromEntries(values.map(([pointer]) => [pointer, spotOf(rule, pointer)])),
    texts: Object.fromEntries(texts.map(([pointer, text]) => [pointer, runsOf(rule, pointer, text.length)])),
  };
}

/** Every value of the rule, itself included, by JSON pointer. */
function valuesOf(value: unknown, pointer: string): [string, unknown][] {
  if (typeof value !== 'object' || value === null) return [[pointer, value]];
  const children = Object.entries(value).flatMap(([key, child]) =>
    valuesOf(child, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`),
  );
  return [[pointer, value], ...children];
}

function spotOf(rule: Rule, pointer: string): [number, number] {
  const { line, column } = rule.placeOf(pointer);
  return [line, column];
}

/** A run for each stretch of the text whose characters stand side by side in the file, its end included. */
function runsOf(rule: Rule, pointer: string, length: number): Run[] {
  const runs: Run[] = [];
  for (let offset = 0; offset <= length; offset++) {
    const { line, column } = rule.placeInText(pointer, offset);
    const [start, runLine, runColumn] = runs.at(-1) ?? [0, 0, 0];
    if (line !== runLine || column !== runColumn + offset - start) runs.push([offset, line, column]);
  }
  return runs;
}
