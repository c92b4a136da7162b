import { formatProblem, parseRules, type Rule } from '@rulelibrary/schema';

export interface FixtureParts {
  readonly expression?: string;
  readonly eventType?: string;
  /** In place of an expression, as YAML in flow style. */
  readonly sequence?: string;
  readonly message?: string;
  readonly uniqueId?: string;
  readonly profileDependency?: 0 | 1 | 2;
  readonly enabled?: boolean;
  readonly supportPolicy?: boolean;
  readonly tags?: readonly string[];
  /** YAML in flow style, as is `profileDataRequired`. */
  readonly state?: string;
  readonly profileDataRequired?: string;
  readonly mitre?: readonly [tactic: string, technique: string];
}

/** A rule that fires when /bin/bad is executed, or another where the parts say so. */
export function fixtureRule(parts: FixtureParts = {}): Rule {
  const { rules, problems } = parseRules(fixtureYaml(parts), 'fixture.yaml', { singleRule: true });
  const [rule] = rules;
  if (rule === undefined || problems.length > 0) throw new Error(problems.map(formatProblem).join('\n'));
  return rule;
}

function fixtureYaml(parts: FixtureParts): string {
  const [mitreTactic, mitreTechnique] = parts.mitre ?? ['TA0002', 'T1059'];
  return `apiVersion: kubescape.io/v1
kind: Rules
metadata:
  name: fixture
spec:
  rules:
    - name: Fixture
      enabled: ${parts.enabled ?? true}
      id: R9000
      description: A rule to test with.
      expressions:
        message: ${JSON.stringify(parts.message ?? "event.comm + ' ran ' + event.exepath")}
        uniqueId: ${JSON.stringify(parts.uniqueId ?? 'event.exepath')}
${conditionOf(parts)}      profileDependency: ${parts.profileDependency ?? 2}
${optional('profileDataRequired', parts.profileDataRequired)}      severity: 1
      supportPolicy: ${parts.supportPolicy ?? false}
      isTriggerAlert: true
      mitreTactic: ${mitreTactic}
      mitreTechnique: ${mitreTechnique}
      tags: ${JSON.stringify(parts.tags ?? ['context:kubernetes'])}
${optional('state', parts.state)}`;
}

function conditionOf({
  sequence,
  eventType = 'exec',
  expression = "event.exepath == '/bin/bad'",
}: FixtureParts): string {
  if (sequence !== undefined) return `        sequence: ${sequence}\n`;
  return `        ruleExpression:
          - eventType: ${eventType}
            expression: ${JSON.stringify(expression)}
`;
}

function optional(key: string, value: string | undefined): string {
  return value === undefined ? '' : `      ${key}: ${value}\n`;
}
