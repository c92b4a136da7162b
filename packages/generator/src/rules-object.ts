import { dumpYaml, type Rule } from '@rulelibrary/schema';
import { generatedBy } from './text/generated-by.ts';

/** The `Rules` object as YAML; `metadata` as it should stand there. Status and version of a rule stay in its folder. */
export function rulesObject(rules: readonly Rule[], metadata: object): string {
  const spec = { rules: rules.map((rule) => rule.spec) };
  return dumpYaml({ apiVersion: 'kubescape.io/v1', kind: 'Rules', metadata, spec });
}

/** `rules-crd.yaml`: every rule in one object, which agents that are in clusters today take as it is. */
export function rulesManifest(rules: readonly Rule[]): string {
  return manifest(rules, 'kubescape-rules');
}

/** `rules-sequences-crd.yaml`: the rules that fire on several events, an object of its own for agents that know sequences. */
export function sequencesManifest(rules: readonly Rule[]): string {
  return manifest(rules, 'kubescape-sequence-rules');
}

function manifest(rules: readonly Rule[], name: string): string {
  const metadata = { name, namespace: 'kubescape', labels: { app: 'kubescape' } };
  return `# ${generatedBy}\n${rulesObject(rules, metadata)}`;
}
