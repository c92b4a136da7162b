import type { ErrorObject } from 'ajv';
import { SCALAR_STYLE } from 'js-yaml';
import { nearest } from '../nearest.ts';
import type { ProblemCode } from '../problem.ts';
import { quote } from '../quote.ts';
import { resolveScalar } from '../yaml/resolve-scalar.ts';
import { nodeAt, type YamlNode } from '../yaml/yaml-node.ts';
import type { JsonSchema } from './json-schema.ts';

export interface NodeProblem {
  /** JSON pointer of the value (for a key: of the mapping) that is wrong. */
  readonly pointer: string;
  readonly node: YamlNode;
  /** Where a key is wrong: its offset. */
  readonly keyStart?: number;
  readonly code: ProblemCode;
  readonly message: string;
}

/** Words an ajv error in the house's shapes; undefined when the YAML reader has reported that value already. */
export function toNodeProblem(root: YamlNode, error: ErrorObject): NodeProblem | undefined {
  const pointer = error.instancePath;
  const node = nodeAt(root, pointer);
  if (node.kind === 'scalar' && node.faulty) return undefined;
  const schema = error.parentSchema as JsonSchema;
  const base = { pointer, node };
  const unknownKey: unknown = error.params['additionalProperty'] ?? error.propertyName;
  if (typeof unknownKey === 'string') {
    const keyStart = node.kind === 'mapping' ? node.entries.get(unknownKey)?.keyStart : undefined;
    const message =
      error.propertyName === undefined ? unknownKeyMessage(schema, unknownKey) : keyMessage(schema, unknownKey);
    return { ...base, ...(keyStart !== undefined && { keyStart }), code: 'unknown-key', message };
  }
  if (error.keyword === 'required') {
    return { ...base, code: 'missing-key', message: `Missing key ${quote(String(error.params['missingProperty']))}` };
  }
  return { ...base, ...wrongValue(schema, node, error.keyword) };
}

function unknownKeyMessage(schema: JsonSchema, key: string): string {
  return `Unknown key ${quote(key)}${suggestion(key, Object.keys(schema.properties ?? {}))}`;
}

function keyMessage(schema: JsonSchema, key: string): string {
  return `Expected ${schema.title ?? 'a key'}, got ${quote(key)}`;
}

function wrongValue(schema: JsonSchema, node: YamlNode, keyword: string): { code: ProblemCode; message: string } {
  const code = keyword === 'type' ? 'wrong-type' : 'invalid-value';
  if (keyword === 'enum' && node.kind === 'scalar' && typeof node.value === 'string') {
    const names = (schema.enum ?? []).filter((name) => typeof name === 'string');
    return { code, message: `Unknown ${schema.title} ${quote(node.text)}${suggestion(node.text, names)}` };
  }
  return { code, message: `Expected ${schema.title}, got ${describe(node)}${quotingHint(schema, node)}` };
}

/** What to write instead: the nearest name, or all of them when none is near. */
function suggestion(name: string, candidates: readonly string[]): string {
  const near = nearest(name, candidates);
  if (near !== undefined) return `; did you mean "${near}"?`;
  return candidates.length === 0 ? '' : `; expected one of ${candidates.join(', ')}`;
}

function describe(node: YamlNode): string {
  if (node.kind === 'mapping') return node.entries.size === 0 ? 'an empty mapping' : 'a mapping';
  if (node.kind === 'sequence') return node.items.length === 0 ? 'an empty list' : 'a list';
  return node.value === null ? 'nothing' : quote(node.text);
}

/** YAML decides by quotes whether `5` is a number or text: the most frequent reason for a wrong type. */
function quotingHint({ type }: JsonSchema, node: YamlNode): string {
  if (node.kind !== 'scalar' || node.value === null) return '';
  if (type === 'string') return typeof node.value === 'string' ? '' : '; put it in quotes';
  if (typeof node.value !== 'string') return '';
  const plain = resolveScalar(node.text, SCALAR_STYLE.PLAIN, '');
  const fits = type === 'boolean' ? typeof plain === 'boolean' : type === 'integer' && Number.isInteger(plain);
  return fits ? '; remove the quotes' : '';
}
