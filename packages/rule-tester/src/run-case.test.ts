import { describe, expect, it } from 'vitest';
import { caseResultFault } from './case-result-fault.ts';
import { type FixtureParts, fixtureRule } from './fixture-rule.ts';
import type { FiringCase } from './rule-cases.ts';
import { runCase } from './run-case.ts';

const bad = { eventType: 'exec', exepath: '/bin/bad', comm: 'bad' } as const;
const good = { ...bad, exepath: '/bin/good' };

/** A case as an author without types could write it. */
function untyped(ruleCase: object): FiringCase {
  return ruleCase as FiringCase;
}

function faultOf(kind: 'fires' | 'staysQuiet', ruleCase: FiringCase, parts: FixtureParts = {}): string | undefined {
  return caseResultFault(kind, ruleCase, runCase(fixtureRule(parts), kind, ruleCase));
}

describe('a case that fires', () => {
  it('holds when the alert has the message and the uniqueId', () => {
    expect(faultOf('fires', { event: bad, message: 'bad ran /bin/bad', uniqueId: '/bin/bad' })).toBeUndefined();
  });

  it('fails on another message', () => {
    const fault = faultOf('fires', { event: bad, message: 'bad ran /bin/bat' });
    expect(fault).toBe('Expected message "bad ran /bin/bat",\n     got         "bad ran /bin/bad"');
  });

  it('fails on another uniqueId', () => {
    expect(faultOf('fires', { event: bad, uniqueId: '' })).toBe('Expected uniqueId "",\n     got          "/bin/bad"');
  });

  it('fails when the expression is false', () => {
    expect(faultOf('fires', { event: good })).toBe('Expected an alert, got "none": the expression is false');
  });

  it('fails when the message cannot be evaluated, though there is an alert', () => {
    const fault = faultOf('fires', { event: bad }, { message: 'event.args[0]' });
    expect(fault).toMatch(/^Cannot evaluate the rule: fixture\.yaml:12:19: /);
  });

  it('runs a rule that is off by default', () => {
    expect(faultOf('fires', { event: bad }, { enabled: false })).toBeUndefined();
  });

  it('runs in the first context that the tags admit', () => {
    const inContext = (...tags: string[]) => {
      const result = runCase(fixtureRule({ tags }), 'fires', { event: bad });
      return 'fault' in result ? result.fault : result.alerts[0]?.sourceContext;
    };
    expect(inContext('context:host', 'context:kubernetes')).toBe('host');
    expect(inContext('exec', 'context:standalone')).toBe('standalone');
    expect(inContext('context:container')).toBe('kubernetes');
    expect(inContext('exec')).toBe('kubernetes');
  });

  it('runs in the context it names', () => {
    const tags = ['context:kubernetes', 'context:host'];
    const result = runCase(fixtureRule({ tags }), 'fires', { event: bad, context: 'host' });
    expect(result).toMatchObject({ alerts: [{ sourceContext: 'host' }] });
  });
});

describe('a case that stays quiet', () => {
  it('holds when the expression is false', () => {
    expect(faultOf('staysQuiet', { event: good })).toBeUndefined();
  });

  it('fails when there is an alert', () => {
    expect(faultOf('staysQuiet', { event: bad })).toBe('Expected no alert, got "bad ran /bin/bad"');
  });

  it('fails when the expression fails', () => {
    const fault = faultOf('staysQuiet', { event: good }, { expression: "event.args[0] == '/bin/bad'" });
    expect(fault).toMatch(/^Cannot evaluate the rule: fixture\.yaml:16:\d+: /);
  });

  it('fails on an event type that the rule does not read', () => {
    const fault = faultOf('staysQuiet', { event: { eventType: 'open', path: '/bin/bad' } });
    expect(fault).toBe('Unread event type "open": the rule reads exec, so the case proves nothing');
  });

  it('holds in a context that the tags do not admit', () => {
    expect(faultOf('staysQuiet', { event: bad, context: 'host' })).toBeUndefined();
  });

  it("holds when the rule's state leaves the event out", () => {
    expect(faultOf('staysQuiet', { event: bad }, { state: '{ ignorePrefixes: [/bin] }' })).toBeUndefined();
  });

  it("holds when the profile's policy allows the process", () => {
    const profile = { rulePolicies: { R9000: { processAllowed: ['bad'] } } };
    expect(faultOf('staysQuiet', { event: bad, profile }, { supportPolicy: true })).toBeUndefined();
  });

  it('holds for a failed call that it gives an error', () => {
    const open = { eventType: 'open', path: '/etc/bad' } as const;
    const parts = { eventType: 'open', expression: 'true', message: 'event.path', uniqueId: 'event.path' };
    expect(faultOf('staysQuiet', { event: open }, parts)).toBe('Expected no alert, got "/etc/bad"');
    expect(faultOf('staysQuiet', { event: { ...open, error: 13 } }, parts)).toBeUndefined();
  });

  it('has no message or uniqueId', () => {
    expect(faultOf('staysQuiet', { event: good, message: '' })).toBe('Unknown key "message"');
  });
});

describe('a profile', () => {
  const parts = { profileDependency: 0, expression: '!ap.was_executed(event.containerId, event.exepath)' } as const;

  it('is completed', () => {
    expect(faultOf('fires', { event: bad, profile: {} }, parts)).toBeUndefined();
    expect(faultOf('staysQuiet', { event: bad, profile: { execs: [{ path: '/bin/bad' }] } }, parts)).toBeUndefined();
  });

  it('must be given for a rule that requires one', () => {
    const fault =
      'Expected a profile, got "none": R9000 requires one; give {} for one that holds nothing, or \'none\' on purpose';
    expect(faultOf('fires', { event: bad }, parts)).toBe(fault);
    expect(faultOf('staysQuiet', { event: bad }, parts)).toBe(fault);
  });

  it('that is missing on purpose keeps such a rule quiet', () => {
    expect(faultOf('staysQuiet', { event: bad, profile: 'none' }, parts)).toBeUndefined();
    const fault = faultOf('fires', { event: bad, profile: 'none' }, parts);
    expect(fault).toBe('Expected an alert, got "none": the rule requires a profile');
  });

  it('is missing for other rules unless it is given', () => {
    const optional = { ...parts, profileDependency: 1 } as const;
    expect(faultOf('fires', { event: bad }, optional)).toBeUndefined();
    expect(faultOf('fires', { event: bad, profile: 'none' }, optional)).toBeUndefined();
  });

  it('cannot be given on the host', () => {
    const fault = faultOf('fires', { event: bad, profile: {}, context: 'host' });
    expect(fault).toBe('Unusable profile "given": the host has none');
  });
});

describe('a case that is written wrong', () => {
  it.each([
    [{ event: { ...bad, exepth: '/bin/bad' } }, 'Unknown event field "exepth"; the nearest is "exepath"'],
    [{ event: { ...bad, zzzzzzzz: 1 } }, 'Unknown event field "zzzzzzzz"'],
    [{ event: { ...bad, eventType: 'exce' } }, 'Unknown event type "exce"; the nearest is "exec"'],
    [{ event: { comm: 'bad' } }, 'Unknown event type "undefined"'],
    [{}, 'Expected an event, got "undefined"'],
    [{ event: null }, 'Expected an event, got "null"'],
    [{ event: bad, mesage: '' }, 'Unknown key "mesage"; the nearest is "message"'],
    [{ event: bad, context: 'hots' }, 'Unknown context "hots"; the nearest is "host"'],
    [{ event: { ...bad, oldPath: '/x' } }, 'Unfilled event field "oldPath": events of type exec do not carry it'],
    [{ event: { ...bad, args: 'bad' } }, 'Expected a list of text in "args", got "bad"'],
  ])('%j says where', (ruleCase, fault) => {
    expect(faultOf('fires', untyped(ruleCase))).toBe(fault);
  });

  it('may carry what alerts show of the acting process on any event type', () => {
    const event = { eventType: 'open', path: '/x', exepath: '/bin/cat', args: ['cat'], cwd: '/' } as const;
    const parts = { eventType: 'open', expression: "event.path == '/x'", message: "'x'", uniqueId: "'x'" };
    expect(faultOf('fires', { event }, parts)).toBeUndefined();
  });
});

describe('a rule that does not compile', () => {
  it('fails both kinds of cases with file, line and column', () => {
    const parts = { expression: "event.exepth == '/bin/bad'" };
    expect(faultOf('fires', { event: bad }, parts)).toMatch(/^fixture\.yaml:16:\d+: .*exepth.*exepath/);
    expect(faultOf('staysQuiet', { event: good }, parts)).toMatch(/^fixture\.yaml:16:\d+: .*exepth.*exepath/);
  });
});

describe('a case of several events', () => {
  const first = { ...bad, timestamp: '2026-01-01T00:00:00Z' };
  const second = { ...good, timestamp: '2026-01-01T00:00:10Z' };
  const sequence =
    '{ window: 10s, by: container, steps: [{ id: one, eventType: exec, expression: "event.exepath == \'/bin/bad\'" }, ' +
    '{ id: two, eventType: exec, expression: "event.exepath == \'/bin/good\'" }] }';

  it('holds when they raise one alert together', () => {
    expect(faultOf('fires', { events: [first, second], message: 'bad ran /bin/good' }, { sequence })).toBeUndefined();
  });

  it('stays quiet with one of them alone, which may be given as the event', () => {
    expect(faultOf('staysQuiet', { events: [first] }, { sequence })).toBeUndefined();
    expect(faultOf('staysQuiet', { event: second }, { sequence })).toBeUndefined();
  });

  it('fails when they come the wrong way round', () => {
    const events = [{ ...second, timestamp: first.timestamp }, first];
    expect(faultOf('fires', { events }, { sequence })).toBe('Expected an alert, got "none": the expression is false');
  });

  it.each<[string, FiringCase, FixtureParts, string]>([
    ['no events', { events: [] }, { sequence }, 'Expected an event, got "none"'],
    ['event and events', untyped({ event: bad, events: [bad] }), { sequence }, 'Expected event or events, got "both"'],
    [
      'events of a rule without a sequence',
      { events: [bad] },
      {},
      'Unusable key "events": the rule fires on one event; give it as event',
    ],
    [
      'an event that the rule does not read among others',
      { events: [bad, { eventType: 'open' }] },
      { sequence },
      'Unread event type "open": the rule reads exec, so the case proves nothing',
    ],
  ])('is refused with %s', (_, ruleCase, parts, fault) => {
    expect(faultOf('fires', ruleCase, parts)).toBe(fault);
  });
});
