import {
  type EventField,
  type EventType,
  eventFields,
  eventTypes,
  helperFunctions,
  isFilledFor,
  objectTypes,
  recordedObjectTypes,
} from '@rulelibrary/schema';
import { createTemplate } from '../text/create-template.ts';
import { generatedBy } from '../text/generated-by.ts';
import { markdownTable } from '../text/markdown-table.ts';

const template = createTemplate<Record<string, string>>(`\
<!-- {{generatedBy}} -->
# Events

An expression reads the event as \`event\`, its type as \`eventType\`; \`http\` is \`event\` under another name. A field that the
event's source does not fill reads as the zero value of its type, and \`has(event.field)\` is false. A field that is not in these
tables is an error when the rule is loaded.

## Fields of every event

{{common}}
## Fields by event type

A rule on one of these types also reads the fields above.

{{types}}
## Fields

{{fields}}
## Objects

{{objects}}
## Helper functions

The first argument of \`ap.\` and \`nn.\` functions is \`event.containerId\`; without a completed profile they are false. \`cp.\` is
an alias of both.

{{helpers}}
## Recorded, and not in CEL

Recordings and alerts have these as well; every record has \`timestamp\` (RFC 3339), \`eventType\` and \`mntns\` (id of the mount
namespace).

{{recorded}}`);

/** `docs/events.md`: what rules can read, from the catalogue. */
export function eventsPage(): string {
  const fields: readonly EventField[] = eventFields;
  const inCel = fields.filter((field) => field.inCel);
  const recorded = fields.filter((field) => !field.inCel);
  const common = inCel.filter(({ filledFor }) => filledFor === 'all');
  return template({
    generatedBy,
    common: markdownTable(
      ['Field', 'Type', 'Meaning'],
      common.map(({ name, type, doc }) => [code(name), code(type), doc]),
    ),
    types: markdownTable(
      ['Event type', 'Fields'],
      eventTypes.map((type) => [code(type), namesFor(type, inCel)]),
    ),
    fields: markdownTable(['Field', 'Type', 'Filled for', 'Meaning'], inCel.map(fieldRow)),
    objects: markdownTable(['Object', 'Member', 'Type'], objectRows()),
    helpers: markdownTable(['Function', 'Result', 'Reads', 'Meaning'], helperFunctions.map(helperRow)),
    recorded: markdownTable(['Field', 'Type', 'Filled for', 'Meaning'], recorded.map(fieldRow)),
  });
}

function namesFor(type: EventType, fields: readonly EventField[]): string {
  const own = fields.filter((field) => field.filledFor !== 'all' && isFilledFor(field, type));
  return own.map(({ name }) => code(name)).join(', ') || '–';
}

const nodeTypes = eventTypes.length - 1;

function fieldRow({ name, type, filledFor, doc }: EventField): string[] {
  const all = filledFor === 'all' || filledFor.length === eventTypes.length;
  const types = all
    ? 'all'
    : filledFor.length === nodeTypes && !filledFor.includes('k8s-admission')
      ? 'all but k8s-admission'
      : filledFor.join(', ');
  return [code(name), code(type), types, doc];
}

function objectRows(): string[][] {
  return Object.entries({ ...objectTypes, ...recordedObjectTypes }).flatMap(([object, members]) =>
    Object.entries(members).map(([member, type]) => [code(object), code(member), code(type)]),
  );
}

function helperRow(helper: (typeof helperFunctions)[number]): string[] {
  const { name, params, result, doc } = helper;
  return [code(`${name}(${params.join(', ')})`), code(result), 'reads' in helper ? helper.reads : '–', doc];
}

function code(text: string): string {
  return `\`${text}\``;
}
