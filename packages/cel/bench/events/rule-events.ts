import { readFileSync } from 'node:fs';
import { type EventType, parseEventLine, type RuntimeEvent } from '@rulelibrary/schema';
import { quietEvents } from './quiet-events.ts';

/** Events for rules, as objects out of a recording. */
export interface RuleEvents {
  /** The usual event of a type; undefined where any of the type is what its rules look for. */
  readonly quiet: (eventType: EventType) => RuntimeEvent | undefined;
  /** An event of the type that the rule fires on, out of the samples. */
  readonly matching: (ruleIndex: number, eventType: EventType) => RuntimeEvent;
}

const samples = new URL('../../../../docs/samples/events.jsonl', import.meta.url);

/** The samples have a line for each rule, in the order of their ids. */
export function ruleEvents(): RuleEvents {
  const lines = readFileSync(samples, 'utf8').trimEnd().split('\n');
  return {
    quiet: (eventType) => {
      const fields = quietEvents[eventType];
      return fields && event(eventType, fields);
    },
    matching: (ruleIndex, eventType) => {
      const sample = parseEventLine(lines[ruleIndex] as string);
      return sample.eventType === eventType
        ? sample
        : event(eventType, { ...quietEvents[eventType], ...extra[eventType] });
    },
  };
}

/** Of rules that read a second event type. */
const extra: Readonly<Partial<Record<EventType, Readonly<Record<string, unknown>>>>> = {
  exec: { comm: 'kubectl', exepath: '/tmp/kubectl', args: ['kubectl', 'get', 'secrets'] },
  open: { path: '/etc/ld.so.preload', flags: ['O_WRONLY', 'O_CREAT'], flagsRaw: 65 },
};

function event(eventType: EventType, fields: Readonly<Record<string, unknown>>): RuntimeEvent {
  const head = { timestamp: '2026-11-21T16:54:00Z', eventType, mntns: 4026533101 };
  return parseEventLine(JSON.stringify({ ...head, ...fields }));
}
