import type { Problem, Rule } from '@rulelibrary/schema';
import { parseRulesObject } from '@rulelibrary/schema/objects';
import { type ApiObject, isRecord } from '../watch/api-object.ts';
import { kinds } from './kinds.ts';
import { type ObjectRecord, readable, sameObject } from './object-record.ts';

/** A `Rules` object. */
export interface RulesRecord extends ObjectRecord {
  /** Without those that have an error. */
  readonly rules: readonly Rule[];
  readonly problems: readonly Problem[];
  /** What stands in it as ids, also of rules that have an error. */
  readonly ids: readonly (string | undefined)[];
}

/** @param previous given back with its rules where only the status changed: they stay the same objects */
export function decodeRules(object: ApiObject, previous: RulesRecord | undefined): RulesRecord {
  const same = sameObject(object, previous);
  if (same !== undefined) return same;
  const { record, text } = readable(object, kinds.rules);
  return { ...record, ...parseRulesObject(text), ids: idsIn(object.spec) };
}

function idsIn(spec: unknown): (string | undefined)[] {
  const rules = isRecord(spec) && Array.isArray(spec['rules']) ? (spec['rules'] as readonly unknown[]) : [];
  return rules.map((rule) => (isRecord(rule) && typeof rule['id'] === 'string' ? rule['id'] : undefined));
}
