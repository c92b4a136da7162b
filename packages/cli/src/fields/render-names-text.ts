import { renderTable } from '../render/render-table.ts';
import type { ExpressionNames } from './expression-names.ts';

/** The names as tables for a terminal. */
export function renderNamesText({ fields, types, functions }: ExpressionNames): string {
  const typeTables = Object.entries(types).flatMap(([type, members]) => [
    '',
    `${type}:`,
    ...renderTable(['Member', 'Type'], Object.entries(members)),
  ]);
  return [
    'Fields of event:',
    ...renderTable(
      ['Field', 'Type', 'Events', 'What it is'],
      fields.map(({ name, type, filledFor, doc }) => [name, type, eventsText(filledFor), doc]),
    ),
    ...typeTables,
    '',
    'Variables beside event: eventType (string), and http, which is event. cp. stands for ap. and nn. alike.',
    '',
    'Functions:',
    ...renderTable(
      ['Function', 'What it gives'],
      functions.map(({ signature, doc }) => [signature, doc]),
    ),
    '',
  ].join('\n');
}

function eventsText(filledFor: 'all' | readonly string[]): string {
  return filledFor === 'all' ? 'all' : filledFor.join(' ');
}
