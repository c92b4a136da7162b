import { dumpYaml, type Rule } from '@rulelibrary/schema';
import { generatedBy } from './text/generated-by.ts';

/** The `Rules` object as YAML; `metadata` as it should stand there. Status and version of a rule stay in its folder. */
export function rulesObject(rules: readonly Rule[], metadata: object): string {
  const spec = { rules: rules.map((rule) => rule.spec) };
  return dumpYaml({ apiVersion: 'kubescape.io/v1', kind: 'Rules', metadata, spec });
}

/** `rules-crd.yaml`: every rule in one object, which agents that are in clusters today take as it is. */
export function rulesManifest(rules: readonly Rule[]): string {
  const metadata = { name: 'kubescape-rules', namespace: 'kubescape', labels: { app: 'kubescape' } };
  return `# ${generatedBy}\n${rulesObject(rules, metadata)}`;
}
