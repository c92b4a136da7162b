/** A rule that fires on a program nobody has. Everything in it is there to be replaced, and passes until then. */
export function ruleText({ name, id, title }: { name: string; id: string; title: string }): string {
  return `# yaml-language-server: $schema=../../../docs/schemas/rule.schema.json
apiVersion: kubescape.io/v1
kind: Rules
metadata:
  name: ${name}
  namespace: kubescape
  annotations:
    kubescape.io/rule-status: experimental
    kubescape.io/rule-version: "1"
spec:
  rules:
    - name: "${title}"
      enabled: true
      id: "${id}"
      description: "Detects the execution of example-program."
      expressions:
        # One sentence: what happened, who did it, and to what.
        message: "event.comm + ' (pid ' + string(event.pid) + ') executed ' + event.exepath"
        # What makes two alerts the same incident: never pid or time.
        uniqueId: "event.comm + '_' + event.exepath"
        ruleExpression:
          - eventType: "exec"
            expression: "event.exepath.endsWith('/example-program')"
      profileDependency: 2
      severity: 5
      supportPolicy: false
      isTriggerAlert: true
      mitreTactic: "TA0002"
      mitreTechnique: "T1059"
      tags:
        - "context:kubernetes"
        - "context:container"
        - "context:host"
        - "signature"
        - "exec"
`;
}

/** Its test. */
export const testText = `import { describeRule } from '@rulelibrary/rule-tester';

const exec = { eventType: 'exec', comm: 'bash', args: ['example-program'], cwd: '/' } as const;

describeRule(import.meta, {
  fires: {
    'example-program': {
      event: { ...exec, exepath: '/usr/bin/example-program' },
      message: 'bash (pid 4242) executed /usr/bin/example-program',
      uniqueId: 'bash_/usr/bin/example-program',
    },
    'example-program on the host': { event: { ...exec, exepath: '/opt/example-program' }, context: 'host' },
  },
  staysQuiet: {
    'a program whose name ends like it': { event: { ...exec, exepath: '/usr/bin/not-example-program' } },
  },
});
`;

const sections: readonly (readonly [heading: string, text: string])[] = [
  [
    'Description',
    'What a process did, and why that matters. One paragraph that somebody reads who was just woken by the alert.',
  ],
  [
    'Attack technique',
    'The technique with a link to attack.mitre.org, the tactic it serves, and how attackers use it in practice.',
  ],
  [
    'How it works',
    'The event and the conditions in words, what a profile changes, and what counts as the same incident.',
  ],
  [
    'Investigation',
    'Numbered steps, each with the command to run: who did it, what came before, what came after, what else was touched.',
  ],
  [
    'Remediation',
    'What to do when it was an attack: contain, restore, change what was exposed, and prevent the next time.',
  ],
  [
    'False positives',
    'Programs that do the same for good reasons, by name, and how each is told from an attack or allowed.',
  ],
  [
    'Blind spots',
    'Ways to do the same that this rule does not see, and which other rule sees them, if there is one that does.',
  ],
];

/** Its README: under every heading what belongs there. */
export function readmeText({ id, title, table }: { id: string; title: string; table: string }): string {
  const body = sections.map(([heading, text]) => `## ${heading}\n\n${text}\n`).join('\n');
  return `# ${id}: ${title}\n\n${table}\n${body}`;
}
