import type { FieldCondition, RequiredConditions } from '@rulelibrary/cel';

/**
 * The actions (`e.event.action`) of which a condition demands one, such as `e.event.action == "file.read" && …`; undefined
 * where it demands none. On an event with another action the condition is false, whatever else of it fails.
 */
export function requiredActions(conditions: RequiredConditions): ReadonlySet<string> | undefined {
  const sets = conditions.filter((clause) => clause.every(isAction)).map(valuesOf);
  return sets.sort((a, b) => a.size - b.size)[0];
}

function isAction({ field, operator, values, isLower }: FieldCondition): boolean {
  const isExact = (operator === 'equals' || operator === 'in') && !isLower;
  return field === 'event.action' && isExact && values.every((value) => typeof value === 'string');
}

function valuesOf(clause: readonly FieldCondition[]): ReadonlySet<string> {
  return new Set(clause.flatMap(({ values }) => values).map(String));
}
