import { describeTree, type Program } from '@rulelibrary/cel';
import { shorten } from '../render/shorten.ts';
import { toPrintable } from '../render/to-printable.ts';

const maxSource = 60;

/** The checked expression, a piece a line: what it is, its type, how it is written. */
export function renderTree({ tree, source }: Pick<Program, 'tree' | 'source'>): string {
  const rows = describeTree(tree).map(({ depth, label, type, start, end }) => [
    `${'  '.repeat(depth)}${label}`,
    type,
    toPrintable(shorten(source.slice(start, end), maxSource)),
  ]);
  const [first, second] = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map(([label = '', type = '', text = '']) => `${label.padEnd(first ?? 0)}  ${type.padEnd(second ?? 0)}  ${text}\n`)
    .join('');
}
