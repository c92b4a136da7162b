import { dumpYaml } from '@rulelibrary/schema';
import { generatedBy } from '../text/generated-by.ts';
import { indent } from '../text/indent.ts';
import { wrap } from '../text/wrap.ts';
import { type ChartValue, chartValues } from './chart-values.ts';

/** `values.yaml`: every value with its default, below a comment that says what it does. */
export function valuesYaml(): string {
  let open: readonly string[] = [];
  const parts = chartValues.map((value) => {
    const parents = value.path.split('.').slice(0, -1);
    const text = opened(open, parents) + valueLines(value, parents.length);
    open = parents;
    return text;
  });
  return `# ${generatedBy} Its source: packages/generator/src/chart/chart-values.ts\n\n${parts.join('')}`;
}

/** The keys of the mappings that begin here. */
function opened(open: readonly string[], parents: readonly string[]): string {
  const first = parents.findIndex((key, level) => key !== open[level]);
  if (first < 0) return '';
  const lines = parents.slice(first).map((key, at) => `${'  '.repeat(first + at)}${key}:\n`);
  return (first === 0 ? '\n' : '') + lines.join('');
}

function valueLines({ path, default: value, doc }: ChartValue, level: number): string {
  const margin = '  '.repeat(level);
  const key = path.split('.').at(-1) ?? path;
  const comment = wrap(doc, 110).map((line) => `${margin}# ${line}\n`);
  return comment.join('') + indent(dumpYaml({ [key]: value }), margin.length);
}
