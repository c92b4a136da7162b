import { eventTypes } from '@rulelibrary/schema';
import { parseChoice } from '../arguments/parse-choice.ts';
import { UsageError } from '../arguments/usage-error.ts';
import { expressionNames } from '../fields/expression-names.ts';
import { renderNamesMarkdown } from '../fields/render-names-markdown.ts';
import { renderNamesText } from '../fields/render-names-text.ts';
import { renderThreatFields } from '../fields/render-threat-fields.ts';
import { fieldsOption, loadCatalogue } from '../threat/load-catalogue.ts';
import { defineCommand, exitCodes } from './command.ts';

/** `rulelib fields`: what an expression can name. */
export const fieldsCommand = defineCommand(
  {
    name: 'fields',
    summary: 'List what expressions can name: fields of events, helper functions',
    options: {
      event: { kind: 'value', placeholder: 'TYPE', help: 'only the fields of events of this type' },
      dialect: { kind: 'value', placeholder: 'NAME', help: 'kubernetes or threat-rules (default: kubernetes)' },
      ...fieldsOption,
      format: { kind: 'value', placeholder: 'FORMAT', help: 'text, markdown or json (default: text)' },
    },
    notes: ['Exit codes: 0 done, 2 could not run.'],
    example: 'npx rulelib fields --event exec',
  },
  async ({ options }, terminal) => {
    const format = parseChoice('format', options.format ?? 'text', ['text', 'markdown', 'json']);
    const dialect = parseChoice('dialect', options.dialect ?? 'kubernetes', ['kubernetes', 'threat-rules']);
    if (dialect === 'threat-rules') {
      if (options.event !== undefined) throw new UsageError('Unexpected option --event: threat rules have one event');
      const catalogue = await loadCatalogue(options.fields, terminal);
      terminal.stdout.stream.write(renderThreatFields(catalogue, format));
      return exitCodes.clean;
    }
    if (options.fields !== undefined) throw new UsageError('Unexpected option --fields: it is for threat-rules alone');
    const event = options.event === undefined ? undefined : parseChoice('event', options.event, eventTypes);
    const names = expressionNames(event);
    const render = { text: renderNamesText, markdown: renderNamesMarkdown, json: toJson }[format];
    terminal.stdout.stream.write(render(names));
    return exitCodes.clean;
  },
);

function toJson(names: object): string {
  return `${JSON.stringify(names, null, 2)}\n`;
}
