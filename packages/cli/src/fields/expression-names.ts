import {
  type EventField,
  type EventType,
  eventFields,
  type HelperFunction,
  helperFunctions,
  isFilledFor,
  objectTypes,
} from '@rulelibrary/schema';

export interface FieldName {
  readonly name: string;
  readonly type: string;
  /** The event types that have it. */
  readonly filledFor: 'all' | readonly EventType[];
  readonly doc: string;
}

export interface FunctionName {
  readonly name: string;
  /** `ap.was_executed(string, string) bool`. */
  readonly signature: string;
  readonly doc: string;
}

/** What an expression can name, besides standard CEL with the `strings` extension. */
export interface ExpressionNames {
  readonly fields: readonly FieldName[];
  /** Members of the object types that occur among the fields, by type. */
  readonly types: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly functions: readonly FunctionName[];
}

/** @param event leaves only the fields that events of this type have */
export function expressionNames(event?: EventType): ExpressionNames {
  const all: readonly EventField[] = eventFields;
  const fields = all
    .filter((field) => field.inCel && (event === undefined || isFilledFor(field, event)))
    .map(({ name, type, filledFor, doc }) => ({ name, type, filledFor, doc }));
  const types = Object.entries(objectTypes).filter(([type]) => fields.some((field) => field.type === type));
  return { fields, types: Object.fromEntries(types), functions: helperFunctions.map(toFunction) };
}

function toFunction({ name, params, result, doc }: HelperFunction): FunctionName {
  return { name, signature: `${name}(${params.join(', ')}) ${result}`, doc };
}
