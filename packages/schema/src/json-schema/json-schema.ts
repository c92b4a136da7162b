/** The part of JSON Schema (draft 2020-12) that this package writes. `title` says what is expected, in the words of an error. */
export interface JsonSchema {
  readonly $schema?: string;
  readonly $id?: string;
  readonly title?: string;
  readonly description?: string;
  /** What the API server fills in. Here a key that is required is required. */
  readonly default?: unknown;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly propertyNames?: JsonSchema;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly items?: JsonSchema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly contains?: JsonSchema;
  readonly allOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly if?: JsonSchema;
  readonly then?: JsonSchema;
  readonly else?: JsonSchema;
}

/** A mapping that knows all its keys; the `required` ones must be there. */
export function closedObject(
  properties: Readonly<Record<string, JsonSchema>>,
  required: readonly string[] = [],
): JsonSchema {
  return { title: 'a mapping', type: 'object', properties, required, additionalProperties: false };
}

/** The schema with a sentence on what the value means, for editors and for `kubectl explain`. */
export function described(description: string, schema: JsonSchema): JsonSchema {
  return { ...schema, description };
}

/** A list of `items`. */
export function listOf(items: JsonSchema): JsonSchema {
  return { title: 'a list', type: 'array', items };
}

/** Text of at least one character. */
export const text: JsonSchema = { title: 'text', type: 'string', minLength: 1 };

/** Text that may be empty. */
export const anyText: JsonSchema = { title: 'text', type: 'string' };

export const trueOrFalse: JsonSchema = { title: 'true or false', type: 'boolean' };
