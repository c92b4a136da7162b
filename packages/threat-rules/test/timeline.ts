import type { ThreatEvent } from '@rulelibrary/threat-rules';
import { compiledRule } from './rule-text.ts';

const start = Date.UTC(2026, 5, 13, 10);

/**
 * Events as text: `a@0 b@30.5/s2 ab@- c@x#7` are actions a, b, ab, c after so many seconds, `-` without a timestamp, `x` with
 * one that is none, in session s1 unless another is named (`/-` for none), with the sequence number after `#`.
 */
export function timeline(text: string): ThreatEvent[] {
  return text.split(' ').flatMap((item): ThreatEvent[] => {
    const [, action, time = '', session = 's1', sequence] =
      /^(\w*)@([-x\d.]+)(?:\/([\w-]+))?(?:#(\d+))?$/.exec(item) ?? [];
    if (action === undefined) return [];
    return [
      {
        ...timestampOf(time),
        event: { action },
        ...(session !== '-' && { session: { id: session } }),
        ...(sequence !== undefined && { sequence: Number(sequence) }),
      },
    ];
  });
}

function timestampOf(time: string): { timestamp?: string } {
  if (time === '-') return {};
  if (time === 'x' || time.startsWith('-')) return { timestamp: 'yesterday' };
  const [seconds = '0', fraction = ''] = time.split('.');
  const whole = new Date(start + Number(seconds) * 1000).toISOString().slice(0, 19);
  return { timestamp: `${whole}${fraction === '' ? '' : `.${fraction}`}Z` };
}

/** A rule with a step for each letter, which an event fills whose action has the letter. */
export function sequenceRule(letters: string, window: string, order: 'sequence' | 'any' = 'sequence') {
  const steps = [...letters].map((letter) => ({ id: `step-${letter}`, match: `e.event.action.contains("${letter}")` }));
  return compiledRule({ spec: 'threat-rules/v1.1', correlation: { scope: 'session', window, order, steps } });
}
