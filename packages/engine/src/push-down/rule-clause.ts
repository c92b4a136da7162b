import type { FieldCondition } from '@rulelibrary/cel';
import type { EventType } from '@rulelibrary/schema';
import type { PushedCondition, PushedField } from './event-filter.ts';
import { anythingOf, fieldWeights, pushedFields } from './pushed-fields.ts';

/** A condition before it is known whose it is. */
export type Pushable = Omit<PushedCondition, 'classes'>;

/** One of the conditions holds for every event that the rule can match; or why none such are known. */
export type RuleClause = { readonly conditions: readonly Pushable[] } | { readonly reason: string };

/**
 * The longest text that the kernel compares, bytes. A longer path is asked for by how it begins; the head of the kernel's
 * key and the NUL that ends an exact path take the rest of 128.
 */
export const maxTextBytes = 120;

/**
 * Of what every event has to meet the part that tells most.
 * @param lists all of them have to be met, each by one of its conditions
 */
export function ruleClause(type: EventType, lists: readonly (readonly FieldCondition[])[]): RuleClause {
  const fields = pushedFields(type);
  const pushable = lists.map((list) => pushed(list, fields)).filter((clause) => clause !== undefined);
  const [best] = pushable.toSorted((a, b) => weightOf(a) - weightOf(b));
  return best ? { conditions: best } : { reason: reasonOf(type, lists, fields) };
}

function pushed(list: readonly FieldCondition[], fields: readonly PushedField[]): Pushable[] | undefined {
  const conditions: Pushable[] = [];
  for (const condition of list) {
    const field = fields.find((one) => one === condition.field);
    if (field === undefined || !isPushable(field, condition)) return undefined;
    const operator = condition.operator === 'prefix' ? 'prefix' : 'equals';
    conditions.push(...condition.values.map((value) => bounded(field, operator, value)));
  }
  return conditions;
}

function isPushable(field: PushedField, { operator, values, isLower }: FieldCondition): boolean {
  const isText = field === 'path' || field === 'comm';
  const isCompared = operator === 'equals' || operator === 'in' || (operator === 'prefix' && isText);
  return isCompared && !isLower && values.every(isExact);
}

/** Bytes that are not UTF-8 read as U+FFFD: a value that holds one may stand for many texts. */
function isExact(value: string | bigint): boolean {
  return typeof value !== 'string' || (value.isWellFormed() && !value.includes('\ufffd'));
}

function bounded(field: PushedField, operator: 'equals' | 'prefix', value: string | bigint): Pushable {
  if (typeof value === 'bigint') return { field, operator, value: Number(value) };
  const start = field === 'path' ? beginningOf(value) : value;
  return start === value ? { field, operator, value } : { field, operator: 'prefix', value: start };
}

/** As many whole characters as fit. */
function beginningOf(text: string): string {
  const { read } = new TextEncoder().encodeInto(text, new Uint8Array(maxTextBytes));
  return text.slice(0, read);
}

function weightOf(conditions: readonly Pushable[]): number {
  return conditions.reduce(
    (sum, { field, operator }) => sum + fieldWeights[field] * (operator === 'prefix' ? 2 : 1),
    0,
  );
}

function reasonOf(
  type: EventType,
  lists: readonly (readonly FieldCondition[])[],
  fields: readonly PushedField[],
): string {
  const asked = lists.flat().find((condition) => {
    const field = fields.find((one) => one === condition.field);
    return field !== undefined && !isPushable(field, condition);
  });
  if (asked === undefined) return `reads ${anythingOf(type)}`;
  return `asks for more than equality with, or the beginning of, ${asked.field}`;
}
