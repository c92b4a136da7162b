import type { Problem, Rule } from '@rulelibrary/schema';

/** The lines of a rule.yaml before its rule, by pattern; the first is for editors. */
function headPatterns(name: string): readonly (readonly [pattern: RegExp, expected: string])[] {
  const exactly = (line: string) => [new RegExp(`^${line}$`), line] as const;
  return [
    exactly('apiVersion: kubescape.io/v1'),
    exactly('kind: Rules'),
    exactly('metadata:'),
    exactly(`  name: ${name}`),
    exactly('  namespace: kubescape'),
    exactly('  annotations:'),
    [/^ {4}kubescape\.io\/rule-status: (stable|experimental|deprecated)$/, '    kubescape.io/rule-status: stable'],
    [/^ {4}kubescape\.io\/rule-version: "[1-9]\d*"$/, '    kubescape.io/rule-version: "1"'],
    exactly('spec:'),
    exactly('  rules:'),
    [/^ {4}- name: /, '    - name: …'],
  ];
}

/** The first line in which a rule.yaml begins otherwise than all others; one list of lines makes them easy to compare. */
export function headProblems(name: string, rule: Rule, text: string): readonly Problem[] {
  const lines = text.split('\n');
  const first = lines[0]?.startsWith('# yaml-language-server: $schema=') ? 1 : 0;
  for (const [index, [pattern, expected]] of headPatterns(name).entries()) {
    const line = lines[first + index] ?? '';
    if (pattern.test(line)) continue;
    const message = `Expected line "${expected}", got "${line}"`;
    return [
      { file: rule.place.file, line: first + index + 1, column: 1, code: 'folder', message, ruleId: rule.spec.id },
    ];
  }
  return [];
}
