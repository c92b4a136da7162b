import {
  agentPermissions,
  apiServerPermissions,
  leasePermissions,
  operatorPermissions,
  type PermissionRule,
} from '@rulelibrary/kubernetes';
import { parseYaml } from '@rulelibrary/schema';
import { expect, it } from 'vitest';
import { missingHelm, runHelm } from './run-helm.ts';

interface Role {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly rules: readonly PermissionRule[];
}

const missing = await missingHelm();
if (missing !== undefined) console.warn(`the chart's permissions are not compared: ${missing}`);
const rendered =
  missing === undefined
    ? await runHelm('template', 'kubescape', 'CHART', '--namespace', 'kubescape', '--kube-version', 'v1.33.0')
    : '';

/** A line for each thing that may be done. */
function linesOf(rules: readonly PermissionRule[]): string[] {
  const lines = rules.flatMap(({ apiGroups, resources, resourceNames = [''], verbs }) =>
    apiGroups.flatMap((group) =>
      resources.flatMap((resource) =>
        resourceNames.flatMap((name) => verbs.map((verb) => `${verb} ${group}/${resource} ${name}`)),
      ),
    ),
  );
  return [...new Set(lines)].sort();
}

function roleOf(kind: string, name: string, namespace?: string): readonly PermissionRule[] {
  const roles = parseYaml(rendered, 'rendered.yaml') as readonly (Role | null)[];
  const found = roles.find(
    (role) => role?.kind === kind && role.metadata.name === name && role.metadata.namespace === namespace,
  );
  return found?.rules ?? [];
}

const hook = 'node-agent-operator-webhook';
const webhookPermissions: readonly PermissionRule[] = [
  {
    apiGroups: ['admissionregistration.k8s.io'],
    resources: ['validatingwebhookconfigurations'],
    resourceNames: [`${hook}.kubescape`],
    verbs: ['get', 'patch'],
  },
];
const secretPermissions: readonly PermissionRule[] = [
  { apiGroups: [''], resources: ['secrets'], resourceNames: [hook], verbs: ['get', 'patch'] },
];

it.skipIf(missing !== undefined).each<[string, string, string | undefined, readonly PermissionRule[]]>([
  ['ClusterRole', 'node-agent.kubescape', undefined, agentPermissions],
  ['Role', 'node-agent.kubescape', 'default', apiServerPermissions],
  ['ClusterRole', 'node-agent-operator.kubescape', undefined, [...operatorPermissions, ...webhookPermissions]],
  ['Role', 'node-agent-operator.kubescape', 'default', apiServerPermissions],
  ['Role', 'node-agent-operator', 'kubescape', [...leasePermissions('rulelib-operator'), ...secretPermissions]],
])('the chart’s %s %s in %s allows what is needed and nothing else', (kind, name, namespace, needed) => {
  expect(linesOf(roleOf(kind, name, namespace))).toEqual(linesOf(needed));
});
