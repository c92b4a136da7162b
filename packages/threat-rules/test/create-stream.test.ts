import { createStream, evaluateBatch } from '@rulelibrary/threat-rules';
import { describe, expect, it } from 'vitest';
import { compiledRule } from './rule-text.ts';
import { sequenceRule, timeline } from './timeline.ts';

const hour = 3600;

describe('a stream', () => {
  it('gives a finding for each event that a rule matches, as a batch does', () => {
    const rules = [
      compiledRule({ match: 'e.event.action == "a"' }),
      compiledRule({ id: 'b', match: 'e.sequence > 1u' }),
    ];
    const events = timeline('a@0#1 b@1#2 a@2#3');
    const stream = createStream(rules);
    const told = events.flatMap((event) => stream.process(event));
    expect(told.map(({ ruleId, events: [event] }) => [ruleId, event?.sequence])).toEqual([
      ['a-rule', 1],
      ['b', 2],
      ['a-rule', 3],
      ['b', 3],
    ]);
    expect(evaluateBatch(rules, events)).toEqual(told);
  });

  it('decides a condition once for an event, and later steps only where something has begun', () => {
    const errors: unknown[] = [];
    const steps = [
      { id: 'one', match: 'e.event.action == "a"' },
      { id: 'two', match: 'e.system_context.skills[0] == 1' },
      { id: 'three', match: 'e.system_context.skills[1] == 1' },
    ];
    const rule = compiledRule({ correlation: { scope: 'session', window: '60s', steps } });
    const stream = createStream([rule], { onError: ({ step, line }) => errors.push([step, line]) });
    for (const [line, event] of timeline('b@0 a@1 b@2').entries()) stream.process(event, line);
    expect(errors).toEqual([['two', 2]]);
  });

  it('forgets sessions that nothing is heard of, and is not fooled by one event from the future', () => {
    const stream = createStream([sequenceRule('ab', '60s')]);
    const quiet = (count: number, time: number) => {
      for (let index = 0; index < count; index++) for (const event of timeline(`x@${time}/s2`)) stream.process(event);
    };
    for (const event of timeline('a@0')) stream.process(event);
    quiet(1023, 1);
    for (const event of timeline(`x@${1000 * hour}/s2`)) stream.process(event);
    quiet(2046, 2);
    expect(stream.counts()).toMatchObject({ sessions: 1, expired: 0 });
    quiet(4096, 2 * hour);
    expect(stream.counts()).toMatchObject({ sessions: 0, expired: 1 });
  });

  it('holds no more than its limits, and counts what goes', () => {
    const stream = createStream([sequenceRule('ab', '60s')], { limits: { keys: 10 } });
    for (let index = 0; index < 11; index++) for (const event of timeline(`a@0/s${index}`)) stream.process(event);
    expect(stream.counts()).toMatchObject({ sessions: 10, begun: 10, evicted: 1 });
  });
});
