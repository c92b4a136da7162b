/** Types that a field can have, as CEL writes them. */
export const fieldTypes = [
  'string',
  'int',
  'uint',
  'double',
  'bool',
  'dyn',
  'list(string)',
  'list(int)',
  'list(uint)',
  'list(double)',
  'list(bool)',
  'list(dyn)',
] as const;

export type FieldType = (typeof fieldTypes)[number];

/** A field that rules may read as `e.<path>`. */
export interface Field {
  readonly path: string;
  readonly type: FieldType;
  /** The version of threat-rules that has it first: `v1`, `v1.1`. */
  readonly since: string;
  /** `has()` is true when the value was given, even 0, false or empty. */
  readonly explicitPresence?: boolean;
}

/** The fields that there are, by path. */
export interface Catalogue {
  readonly fields: readonly Field[];
}
