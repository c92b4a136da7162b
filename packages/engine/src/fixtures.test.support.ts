import { parseRules, type Rule, type RuleSequence, type RuleSpec, type RuntimeEvent } from '@rulelibrary/schema';

export type RuleChanges = Partial<Omit<RuleSpec, 'expressions'>> & {
  readonly on?: Readonly<Record<string, string>>;
  readonly message?: string;
  readonly uniqueId?: string;
  /** In place of `on`. */
  readonly sequence?: RuleSequence;
};

/** A rule read from a Rules object, as users write them; matches every exec on the host unless changed. */
export function ruleOf({ on = { exec: 'true' }, message, uniqueId, sequence, ...changes }: RuleChanges = {}): Rule {
  const spec = {
    enabled: true,
    id: 'R0001',
    name: 'Test rule',
    description: 'A rule of a test.',
    expressions: {
      message: message ?? "'seen ' + event.comm",
      uniqueId: uniqueId ?? 'event.comm',
      ...(sequence
        ? { sequence }
        : { ruleExpression: Object.entries(on).map(([eventType, expression]) => ({ eventType, expression })) }),
    },
    profileDependency: 2,
    severity: 5,
    supportPolicy: false,
    isTriggerAlert: true,
    mitreTactic: 'TA0002',
    mitreTechnique: 'T1059',
    tags: ['context:host', 'context:container'],
    ...changes,
  };
  // JSON is YAML.
  const object = { apiVersion: 'kubescape.io/v1', kind: 'Rules', metadata: { name: 'test' }, spec: { rules: [spec] } };
  const { rules, problems } = parseRules(JSON.stringify(object, undefined, 2), 'rule.yaml');
  const [rule] = rules;
  if (rule === undefined) throw new Error(`Cannot read the test's rule: ${JSON.stringify(problems)}`);
  return rule;
}

export const startMs = Date.UTC(2026, 10, 21, 16, 54, 0);

/** An exec on the host at {@link startMs}, with changes. @param atMs milliseconds after that */
export function eventOf(changes: Partial<RuntimeEvent> = {}, atMs = 0): RuntimeEvent {
  const timestamp = new Date(startMs + atMs).toISOString();
  return { timestamp, eventType: 'exec', mntns: 4026531841, pid: 1234, ppid: 1, comm: 'cat', uid: 0, ...changes };
}
