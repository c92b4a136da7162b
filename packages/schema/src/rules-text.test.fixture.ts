/** A `Rules` object up to its rules; the first rule begins in line 7, column 5. */
export const objectText = `apiVersion: kubescape.io/v1
kind: Rules
metadata:
  name: test
spec:
  rules:
`;

/** The text of a valid rule; `extra` is more of it, indented by four. */
export function ruleText(id: string, extra = ''): string {
  return `  - enabled: true
    id: ${id}
    name: Test rule
    description: What it detects
    expressions:
      message: "'seen: ' + event.comm"
      uniqueId: event.comm
      ruleExpression:
        - eventType: exec
          expression: event.comm == 'a'
    profileDependency: 2
    severity: 5
    supportPolicy: false
    isTriggerAlert: true
    mitreTactic: TA0002
    mitreTechnique: T1059
${extra}`;
}

/** A `Rules` object with rules of these ids. */
export function rulesText(...ids: readonly string[]): string {
  return objectText + ids.map((id) => ruleText(id)).join('');
}
