import {
  type EventField,
  eventFields,
  eventTypes,
  type FieldType,
  objectTypes,
  recordedObjectTypes,
} from '../event-catalogue.ts';
import { anyText, closedObject, type JsonSchema, listOf, trueOrFalse } from './json-schema.ts';

/** A recorded event, one line of a `.jsonl` file: JSON Schema, draft 2020-12, from the catalogue. */
export const eventSchema: JsonSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'an event',
  type: 'object',
  properties: {
    timestamp: { ...anyText, description: 'Time of the event, RFC 3339 with nanoseconds' },
    eventType: { title: 'event type', description: 'Type of the event', type: 'string', enum: eventTypes },
    mntns: { ...schemaOf('uint'), description: 'Id of the mount namespace' },
    ...Object.fromEntries(eventFields.map((field) => [field.name, fieldSchema(field)])),
  },
  required: ['timestamp', 'eventType'],
};

function fieldSchema({ type, doc, filledFor }: EventField): JsonSchema {
  const types = filledFor === 'all' ? '' : ` (${filledFor.join(', ')})`;
  return { ...schemaOf(type), description: `${doc}${types}` };
}

function schemaOf(type: FieldType): JsonSchema {
  switch (type) {
    case 'string':
      return anyText;
    case 'int':
      return { title: 'a whole number', type: 'integer' };
    case 'uint':
      return { title: 'a whole number from 0', type: 'integer', minimum: 0 };
    case 'bool':
      return trueOrFalse;
    case 'dyn':
      return {};
    case 'list(string)':
      return listOf(anyText);
    case 'map(string, string)':
      return { title: 'a mapping of text', type: 'object', additionalProperties: anyText };
    case 'map(string, list(string))':
      return { title: 'a mapping of lists of text', type: 'object', additionalProperties: listOf(anyText) };
    case 'list(Ancestor)':
      return listOf(membersSchema(recordedObjectTypes.Ancestor));
    default:
      return membersSchema(objectTypes[type]);
  }
}

/** Open, as events are: a key that the catalogue does not have is passed over. */
function membersSchema(members: Readonly<Record<string, FieldType>>): JsonSchema {
  const { additionalProperties: _, ...open } = closedObject(
    Object.fromEntries(Object.entries(members).map(([name, type]) => [name, schemaOf(type)])),
  );
  return open;
}
