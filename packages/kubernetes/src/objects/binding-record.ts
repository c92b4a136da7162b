import type { Problem } from '@rulelibrary/schema';
import type { Binding } from '@rulelibrary/schema/bindings';
import { parseBindingObject } from '@rulelibrary/schema/objects';
import type { ApiObject } from '../watch/api-object.ts';
import { kinds } from './kinds.ts';
import { type ObjectRecord, readable, sameObject } from './object-record.ts';

/** A `RuntimeRuleAlertBinding` object. */
export interface BindingRecord extends ObjectRecord {
  /** Undefined: it does not say which pods it selects. */
  readonly binding: Binding | undefined;
  readonly problems: readonly Problem[];
}

/** @param previous given back where only the status changed */
export function decodeBinding(object: ApiObject, previous: BindingRecord | undefined): BindingRecord {
  const same = sameObject(object, previous);
  if (same !== undefined) return same;
  const { record, text } = readable(object, kinds.bindings);
  return { ...record, ...parseBindingObject(text) };
}
