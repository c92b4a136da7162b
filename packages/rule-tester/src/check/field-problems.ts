import { type FieldRead, readsOf } from '@rulelibrary/cel';
import {
  type EventField,
  type EventType,
  eventFields,
  isFilledFor,
  type Problem,
  type Rule,
} from '@rulelibrary/schema';
import { type RuleText, ruleTexts } from './rule-texts.ts';

const fields = new Map<string, EventField>(eventFields.map((field) => [field.name, field]));

/**
 * Fields that an expression reads though the events it is evaluated on never have them: they are always empty there. Of
 * message and uniqueId a field must be on one of the rule's event types, those left by conditions on `eventType` around it.
 *
 * @param rule one that compiles
 */
export function fieldProblems(rule: Rule): readonly Problem[] {
  return ruleTexts(rule).flatMap((text) => readsOf(text.source).fields.flatMap((read) => problemOf(rule, text, read)));
}

function problemOf(rule: Rule, { pointer, eventTypes }: RuleText, read: FieldRead): Problem[] {
  const field = fields.get(read.name);
  const reached =
    read.step === undefined
      ? eventTypes.filter((type) => read.eventTypes.includes(type))
      : typesOfStep(rule, read.step);
  if (field === undefined || reached.length === 0 || reached.some((type) => isFilledFor(field, type))) return [];
  const message = `Unfilled event field "${read.name}": ${list(reached)} events do not have it, ${fillers(field)}`;
  return [{ ...rule.placeInText(pointer, read.start), code: 'unfilled-field', message, ruleId: rule.spec.id }];
}

function typesOfStep({ spec }: Rule, id: string): readonly EventType[] {
  return (spec.expressions.sequence?.steps ?? []).filter((step) => step.id === id).map(({ eventType }) => eventType);
}

function fillers({ filledFor }: EventField): string {
  // A field that all events have is no problem on any.
  return filledFor === 'all' ? 'all others do' : `${list(filledFor)} events do`;
}

function list(types: readonly EventType[]): string {
  return types.length < 2 ? types.join('') : `${types.slice(0, -1).join(', ')} and ${types.at(-1)}`;
}
