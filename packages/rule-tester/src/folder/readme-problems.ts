import { metadataTable, type Problem, type Rule } from '@rulelibrary/schema';

/** The headings of a rule's README, in their order. */
export const readmeHeadings = [
  'Description',
  'Attack technique',
  'How it works',
  'Investigation',
  'Remediation',
  'False positives',
  'Blind spots',
] as const;

/** Fewer characters under a heading say nothing. */
const shortestSection = 80;

/** Where a rule's README differs from the template: title, table, headings, and something said under each. */
export function readmeProblems(rule: Rule, file: string, text: string): readonly Problem[] {
  const lines = withoutCode(text).split('\n');
  const found = headProblem(rule, lines) ?? headingProblem(lines) ?? emptySection(lines);
  if (found === undefined) return [];
  return [{ file, line: found.index + 1, column: 1, code: 'folder', message: found.message, ruleId: rule.spec.id }];
}

interface Found {
  readonly index: number;
  readonly message: string;
}

/** Headings in code blocks are comments of a shell; the lines stay, to be counted. */
function withoutCode(text: string): string {
  return text.replace(/^ *```[\s\S]*?^ *```$/gm, (block) => block.replace(/^#/gm, '.'));
}

function headProblem(rule: Rule, lines: readonly string[]): Found | undefined {
  const { id, name } = rule.spec;
  const expected = `# ${id}: ${name}\n\n${metadataTable(rule)}\n## ${readmeHeadings[0]}`.split('\n');
  // A longer value moves every line of the table: the cell that differs comes before the spaces that do.
  const differs = (squeeze: (line: string) => string) =>
    expected.findIndex((line, at) => squeeze(lines[at] ?? '') !== squeeze(line));
  const cell = differs((line) => line.replace(/ {2,}/g, ' ').replace(/-{3,}/g, '-'));
  const index = cell < 0 ? differs((line) => line) : cell;
  if (index < 0) return undefined;
  return { index, message: `Expected "${expected[index]}", got "${lines[index] ?? ''}"` };
}

function headingProblem(lines: readonly string[]): Found | undefined {
  const headings = headingsOf(lines);
  const wrong = readmeHeadings.findIndex((heading, at) => headings[at]?.text !== heading);
  const expected = readmeHeadings[wrong];
  const got = headings[wrong < 0 ? readmeHeadings.length : wrong];
  if (expected === undefined && got === undefined) return undefined;
  const index = got?.index ?? lines.length - 1;
  if (expected === undefined) return { index, message: `Unexpected heading "${got?.text}"` };
  return { index, message: `Expected heading "${expected}", got "${got?.text ?? 'none'}"` };
}

function emptySection(lines: readonly string[]): Found | undefined {
  const headings = headingsOf(lines);
  const at = headings.findIndex(({ index }, next) => {
    const end = headings[next + 1]?.index ?? lines.length;
    return (
      lines
        .slice(index + 1, end)
        .join('\n')
        .trim().length < shortestSection
    );
  });
  const empty = headings[at];
  if (empty === undefined) return undefined;
  return { index: empty.index, message: `Expected at least ${shortestSection} characters below "${empty.text}"` };
}

function headingsOf(lines: readonly string[]): { readonly index: number; readonly text: string }[] {
  return lines.flatMap((line, index) => (line.startsWith('## ') ? [{ index, text: line.slice('## '.length) }] : []));
}
