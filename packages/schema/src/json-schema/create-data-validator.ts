import { Ajv2020 } from 'ajv/dist/2020.js';

/** A check of plain data: nothing when it is valid, else a sentence with a JSON pointer for each error. */
export type DataValidator = (value: unknown) => string[];

/**
 * Makes the check of data by a JSON Schema (draft 2020-12), or by the OpenAPI schema of a CustomResourceDefinition, whose
 * `nullable` counts and whose `x-kubernetes-` keywords say nothing about what is valid. Throws when the schema is none.
 */
export function createDataValidator(schema: object): DataValidator {
  const validate = new Ajv2020({ allErrors: true, strict: false, validateFormats: false }).compile(schema);
  return (value) => {
    if (validate(value)) return [];
    return (validate.errors ?? []).map(({ instancePath, message, params }) => {
      const key: unknown = params['additionalProperty'];
      const named = typeof key === 'string' ? ` ("${key}")` : '';
      return `${instancePath || '/'}: ${message ?? 'is not valid'}${named}`;
    });
  };
}
