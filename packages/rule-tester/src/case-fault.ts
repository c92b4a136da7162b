import type { SourceContext } from '@rulelibrary/engine';
import {
  type EventField,
  eventFields,
  eventTypes,
  isFilledFor,
  nearest,
  type Rule,
  ruleEventTypes,
} from '@rulelibrary/schema';
import { defaultContext } from './default-context.ts';
import { eventsOfCase } from './events-of-case.ts';
import type { CaseCluster, CaseEvent, FiringCase, QuietCase } from './rule-cases.ts';

const quietKeys = ['event', 'events', 'profile', 'context', 'cluster'];
const firingKeys = [...quietKeys, 'message', 'uniqueId'];
const clusterKeys = ['apiServerAddresses', 'mountPaths', 'declaredExecutables'] satisfies (keyof CaseCluster)[];
const contexts = ['kubernetes', 'host', 'standalone'] satisfies SourceContext[];

const fields = new Map<string, EventField>(eventFields.map((field) => [field.name, field]));
const eventKeys = ['timestamp', 'timestampMs', 'eventType', 'mntns', ...fields.keys()];

/** Live events of every type carry these of the acting process, for alerts, though CEL reads them on some types only. */
const ofTheProcess = ['exepath', 'args', 'cwd'];

/**
 * What is wrong with a case as it is written, before anything runs: names nobody knows, fields its event cannot carry, and
 * cases whose outcome would say nothing about the rule. Types say most of this too; authors in JavaScript have no types.
 *
 * @returns undefined when nothing is
 */
export function caseFault(
  rule: Rule,
  kind: 'fires' | 'staysQuiet',
  ruleCase: QuietCase | FiringCase,
): string | undefined {
  return (
    unknownName('key', Object.keys(ruleCase), kind === 'fires' ? firingKeys : quietKeys) ??
    eventsFault(rule, ruleCase) ??
    unknownName('context', ruleCase.context === undefined ? [] : [ruleCase.context], contexts) ??
    unknownName('cluster key', Object.keys(ruleCase.cluster ?? {}), clusterKeys) ??
    profileFault(rule, ruleCase)
  );
}

function eventsFault(rule: Rule, ruleCase: QuietCase): string | undefined {
  const { sequence } = rule.spec.expressions;
  if (ruleCase.event !== undefined && ruleCase.events !== undefined) return 'Expected event or events, got "both"';
  if (ruleCase.events !== undefined && sequence === undefined) {
    return 'Unusable key "events": the rule fires on one event; give it as event';
  }
  const events = eventsOfCase(ruleCase);
  if (events.length === 0) return 'Expected an event, got "none"';
  return events.map((event) => eventFault(rule, event)).find((fault) => fault !== undefined);
}

function eventFault(rule: Rule, event: CaseEvent): string | undefined {
  if (typeof event !== 'object' || event === null) return `Expected an event, got "${event}"`;
  const { eventType } = event;
  const read = ruleEventTypes(rule.spec);
  const unread = `Unread event type "${eventType}": the rule reads ${read.join(', ')}, so the case proves nothing`;
  return (
    unknownName('event type', [eventType], eventTypes) ??
    (read.includes(eventType) ? undefined : unread) ??
    unknownName('event field', Object.keys(event), eventKeys) ??
    unfilledField(event)
  );
}

function unfilledField(event: CaseEvent): string | undefined {
  for (const name of Object.keys(event)) {
    const field = fields.get(name);
    if (field === undefined || ofTheProcess.includes(name) || isFilledFor(field, event.eventType)) continue;
    return `Unfilled event field "${name}": events of type ${event.eventType} do not carry it`;
  }
  return undefined;
}

function profileFault(rule: Rule, { profile, context = defaultContext(rule.spec.tags ?? []) }: QuietCase) {
  if (profile !== undefined && profile !== 'none' && context === 'host') {
    return 'Unusable profile "given": the host has none';
  }
  if (profile === undefined && context !== 'host' && rule.spec.profileDependency === 0) {
    return `Expected a profile, got "none": ${rule.spec.id} requires one; give {} for one that holds nothing, or 'none' on purpose`;
  }
  return undefined;
}

function unknownName(what: string, names: readonly string[], known: readonly string[]): string | undefined {
  const unknown = names.filter((name) => !known.includes(name)).map(String)[0];
  if (unknown === undefined) return undefined;
  const suggestion = nearest(unknown, known);
  return `Unknown ${what} "${unknown}"${suggestion === undefined ? '' : `; the nearest is "${suggestion}"`}`;
}
