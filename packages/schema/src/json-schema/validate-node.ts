import type { ErrorObject, ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { maximumProblems } from '../problem-list.ts';
import type { YamlNode } from '../yaml/yaml-node.ts';
import type { JsonSchema } from './json-schema.ts';
import { type NodeProblem, toNodeProblem } from './node-problem.ts';

/** A check of YAML nodes by one schema: nothing when the node is valid, else a little more problems than are ever listed. */
export type NodeValidator = (root: YamlNode) => NodeProblem[];

/**
 * Makes the check; the schema is compiled when the first node comes (about 20 ms), not at import.
 * Values that the YAML reader has reported already are not reported again.
 */
export function createNodeValidator(schema: JsonSchema): NodeValidator {
  let validate: ValidateFunction | undefined;
  return (root) => {
    validate ??= new Ajv2020({ allErrors: true, verbose: true, allowUnionTypes: true }).compile(schema);
    if (validate(root.value)) return [];
    const errors = (validate.errors ?? []).filter(isOwn).slice(0, maximumProblems + 1);
    return errors.flatMap((error) => toNodeProblem(root, error) ?? []);
  };
}

/**
 * `if` and `propertyNames` only wrap errors that are listed themselves; of `oneOf` the branches say one by one what it says
 * as a whole.
 */
function isOwn({ keyword, schemaPath }: ErrorObject): boolean {
  return keyword !== 'if' && keyword !== 'propertyNames' && !schemaPath.includes('/oneOf/');
}
