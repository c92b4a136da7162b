import type { ExpressionNames } from './expression-names.ts';

/** The names as Markdown, to be pasted into a document or a conversation. */
export function renderNamesMarkdown({ fields, types, functions }: ExpressionNames): string {
  const events = (filledFor: 'all' | readonly string[]) => (filledFor === 'all' ? 'all' : filledFor.join(', '));
  return [
    '## Fields of `event`',
    '',
    ...table(
      ['Field', 'Type', 'Events', 'What it is'],
      fields.map(({ name, type, filledFor, doc }) => [code(name), code(type), events(filledFor), doc]),
    ),
    ...Object.entries(types).flatMap(([type, members]) => [
      '',
      `## ${type}`,
      '',
      ...table(
        ['Member', 'Type'],
        Object.entries(members).map(([name, member]) => [code(name), code(member)]),
      ),
    ]),
    '',
    '## Functions',
    '',
    ...table(
      ['Function', 'What it gives'],
      functions.map(({ signature, doc }) => [code(signature), doc]),
    ),
    '',
  ].join('\n');
}

function table(heading: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(heading), line(heading.map(() => '---')), ...rows.map(line)];
}

function code(text: string): string {
  return `\`${text}\``;
}
