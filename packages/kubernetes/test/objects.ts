/** Objects as a user writes them. */

export function ruleOf(id: string, expression = 'event.comm == "x"'): object {
  return {
    ...{ enabled: true, id, name: `Rule ${id}`, description: 'A rule of a test.' },
    expressions: { message: '"seen"', uniqueId: '"seen"', ruleExpression: [{ eventType: 'exec', expression }] },
    ...{ profileDependency: 2, severity: 5, supportPolicy: false, isTriggerAlert: true },
    ...{ mitreTactic: 'TA0002', mitreTechnique: 'T1059' },
  };
}

export function rulesObject(name: string, ...rules: readonly object[]): object {
  return { apiVersion: 'kubescape.io/v1', kind: 'Rules', metadata: { name, namespace: 'rules' }, spec: { rules } };
}

export function bindingObject(name: string, spec: object = { rules: [{ ruleID: 'R9001' }] }): object {
  return { apiVersion: 'kubescape.io/v1', kind: 'RuntimeRuleAlertBinding', metadata: { name }, spec };
}

export interface PodOptions {
  readonly node?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly owner?: { readonly kind: string; readonly name: string; readonly uid: string };
}

/** A pod with one container, as the scheduler leaves it. */
export function podObject(namespace: string, name: string, { node, labels = {}, owner }: PodOptions = {}): object {
  const container = {
    ...{ name: 'main', image: 'none', command: ['/bin/main', '--serve'], env: [{ name: 'SECRET', value: 'x' }] },
    volumeMounts: [{ name: 'data', mountPath: '/data' }],
    livenessProbe: { exec: { command: ['/bin/check'] } },
  };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      ...{ name, namespace, labels },
      ...(owner && { ownerReferences: [{ apiVersion: 'apps/v1', controller: true, ...owner }] }),
    },
    spec: {
      ...(node !== undefined && { nodeName: node }),
      automountServiceAccountToken: false,
      containers: [container],
      volumes: [{ name: 'data', emptyDir: {} }],
    },
  };
}
