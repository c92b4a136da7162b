import {
  type Catalogue,
  type CompiledRule,
  compileThreatRules,
  parseThreatRules,
  type ThreatEvent,
} from '@rulelibrary/threat-rules';

/** A rule as text; keys given here take the place of the usual ones. */
export function ruleText(keys: Readonly<Record<string, unknown>> = {}): string {
  const rule = {
    id: 'a-rule',
    version: 1,
    title: 'A rule',
    severity: 'high',
    status: 'experimental',
    posture: 'detect',
    ...('correlation' in keys ? {} : { match: 'e.event.action == "file.read"' }),
    emit: { reason: 'It happened' },
    tests: [{ name: 'one', verdict: 'match', events: [{ event: { action: 'file.read' } }] }],
    ...keys,
  };
  return JSON.stringify(rule, undefined, 2);
}

/** The rule, compiled; an error in it fails the test. */
export function compiledRule(keys: Readonly<Record<string, unknown>> = {}, catalogue?: Catalogue): CompiledRule {
  const parsed = parseThreatRules(ruleText(keys), 'a.rule.yaml');
  const { rules, problems } = compileThreatRules(parsed.rules, catalogue);
  const [rule] = rules;
  if (rule === undefined) throw new Error(JSON.stringify([...parsed.problems, ...problems]));
  return rule;
}

/** An event with this action in session s1, so many seconds after noon. */
export function eventAt(seconds: number | undefined, action: string, sessionId = 's1'): ThreatEvent {
  return {
    ...(seconds !== undefined && { timestamp: new Date(Date.UTC(2026, 5, 13, 12) + seconds * 1000).toISOString() }),
    event: { action },
    session: { id: sessionId },
  };
}
