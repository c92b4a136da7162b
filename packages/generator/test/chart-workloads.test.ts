import { configurationSettings, listSettings, readConfiguration } from '@rulelibrary/schema/configuration';
import { describe, expect, it } from 'vitest';
import { chart, missingHelm, objectsOf as objectsIn, renderChart, runHelm, setting } from './render-chart.ts';

type Texts = Readonly<Record<string, string>>;

interface PolicyRule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly verbs: readonly string[];
}

interface Container {
  readonly securityContext: {
    readonly capabilities: { readonly add: readonly string[] };
    readonly appArmorProfile?: object;
  };
  readonly volumeMounts: readonly { readonly name: string; readonly mountPath: string; readonly readOnly?: boolean }[];
  readonly ports: readonly { readonly name: string }[];
  readonly env: readonly object[];
  readonly args: readonly string[];
}

interface PodSpec {
  readonly serviceAccountName: string;
  readonly hostPID?: boolean;
  readonly securityContext: object;
  readonly containers: readonly [Container];
  readonly volumes: readonly { readonly name: string; readonly hostPath?: { readonly path: string } }[];
}

/** What is asked of rendered objects; which of it there is depends on the kind. */
interface Rendered {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels: Texts };
  readonly data: Texts;
  readonly rules: readonly PolicyRule[];
  readonly roleRef: { readonly name: string };
  readonly subjects: readonly { readonly name: string }[];
  readonly webhooks: readonly { readonly clientConfig: object }[];
  readonly spec: {
    readonly selector: Texts & { readonly matchLabels: Texts };
    readonly template: {
      readonly metadata: { readonly labels: Texts; readonly annotations: Texts };
      readonly spec: PodSpec;
    };
    readonly updateStrategy: { readonly rollingUpdate: object };
    readonly ports: readonly { readonly targetPort: string }[];
    readonly ingress: readonly object[];
    readonly egress: readonly object[];
    readonly endpoints: readonly object[];
  };
}

function objectsOf(...args: string[]): Rendered[] {
  return objectsIn<Rendered>(renderChart(...args));
}

function find(kind: string, name: string, ...args: string[]): Rendered {
  const found = objectsOf(...args).find((object) => object.kind === kind && object.metadata.name === name);
  if (found === undefined) throw new Error(`Expected ${kind} ${name}, got nothing`);
  return found;
}

function namesOf(...args: string[]): string[] {
  const custom = new Set(['CustomResourceDefinition', 'Rules', 'RuntimeRuleAlertBinding']);
  return objectsOf(...args)
    .filter(({ kind }) => !custom.has(kind))
    .map(({ kind, metadata }) => `${kind} ${metadata.name}`)
    .sort();
}

const agentNames = [
  'ClusterRole node-agent.kubescape',
  'ClusterRoleBinding node-agent.kubescape',
  'DaemonSet node-agent',
  'Role node-agent.kubescape',
  'RoleBinding node-agent.kubescape',
  'ServiceAccount node-agent',
];
const operatorNames = [
  'ClusterRole node-agent-operator.kubescape',
  'ClusterRoleBinding node-agent-operator.kubescape',
  'Deployment node-agent-operator',
  'PodDisruptionBudget node-agent-operator',
  'Role node-agent-operator',
  'Role node-agent-operator.kubescape',
  'RoleBinding node-agent-operator',
  'RoleBinding node-agent-operator.kubescape',
  'ServiceAccount node-agent-operator',
];
const webhookNames = [
  'Secret node-agent-operator-webhook',
  'Service node-agent-operator-webhook',
  'ValidatingWebhookConfiguration node-agent-operator-webhook.kubescape',
];

describe.skipIf(missingHelm !== undefined)(
  `the chart${missingHelm ? ` (skipped: ${missingHelm})` : ''} installs`,
  () => {
    it.each([
      ['everything', [], [...agentNames, ...operatorNames, ...webhookNames]],
      ['no webhook', setting('operator.webhook.enabled=false'), [...agentNames, ...operatorNames]],
      ['no operator', setting('operator.enabled=false'), agentNames],
      ['no agents', setting('nodeAgent.enabled=false'), [...operatorNames, ...webhookNames]],
      ['nothing but the configuration', setting('operator.enabled=false', 'nodeAgent.enabled=false'), []],
      [
        'one operator, which no budget keeps on its node',
        setting('operator.replicas=1'),
        [...agentNames, ...operatorNames.filter((name) => !name.startsWith('PodDisruption')), ...webhookNames],
      ],
      [
        'network policies',
        setting('networkPolicy.enabled=true', 'operator.enabled=false'),
        [...agentNames, 'NetworkPolicy node-agent'],
      ],
      [
        'a ServiceMonitor and the Services that it finds',
        setting('serviceMonitor.enabled=true', 'operator.webhook.enabled=false'),
        [
          ...agentNames,
          ...operatorNames,
          'Service node-agent',
          'Service node-agent-operator',
          'ServiceMonitor node-agent',
        ],
      ],
    ])('%s', (_, args, names) => {
      expect(namesOf(...args)).toEqual(['ConfigMap node-agent', ...names].sort());
    });

    it('passes helm lint with everything switched on', () => {
      const all = setting('networkPolicy.enabled=true', 'serviceMonitor.enabled=true', 'alertCRD.installDefault=true');
      expect(runHelm('lint', chart, '--strict', ...all)).toMatchObject({ status: 0 });
    });

    it('everything into its namespace, but for what has none and the role in the API server’s', () => {
      const objects = objectsOf(
        ...setting('ksNamespace=security', 'networkPolicy.enabled=true', 'serviceMonitor.enabled=true'),
      );
      const clusterWide = /^(CustomResourceDefinition|ClusterRole|ClusterRoleBinding|ValidatingWebhookConfiguration)$/;
      for (const { kind, metadata } of objects) {
        const expected = clusterWide.test(kind) ? [undefined] : ['security', 'default'];
        expect(expected).toContain(metadata.namespace);
      }
      const inDefault = objects.filter(({ metadata }) => metadata.namespace === 'default').map(({ kind }) => kind);
      expect(inDefault.sort()).toEqual(['Role', 'Role', 'RoleBinding', 'RoleBinding']);
    });
  },
);

describe.skipIf(missingHelm !== undefined)('the DaemonSet', () => {
  const podOf = (...args: string[]) => find('DaemonSet', 'node-agent', ...args).spec.template;

  it('has named capabilities and is not privileged', () => {
    const [agent] = podOf().spec.containers;
    expect(agent.securityContext).toMatchObject({
      privileged: false,
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
      seccompProfile: { type: 'Unconfined' },
      seLinuxOptions: { type: 'spc_t' },
    });
    expect(agent.securityContext.capabilities.add).toEqual([
      'BPF',
      'PERFMON',
      'NET_ADMIN',
      'SYS_PTRACE',
      'DAC_READ_SEARCH',
      'SYS_RESOURCE',
      'SYS_ADMIN',
    ]);
  });

  it('sees the processes of the node, its kernel and its runtimes, and writes its state alone', () => {
    const { spec } = podOf();
    expect(spec.hostPID).toBe(true);
    expect(spec).not.toHaveProperty('hostNetwork');
    const paths = Object.fromEntries(spec.volumes.map((volume) => [volume.name, volume.hostPath?.path]));
    const mounts = spec.containers[0].volumeMounts.map(({ name, mountPath, readOnly }) => [
      name,
      mountPath,
      paths[name],
      readOnly,
    ]);
    expect(mounts).toEqual([
      ['config', '/etc/rulelib', undefined, true],
      ['state', '/var/lib/rulelib', '/var/lib/rulelib', undefined],
      ['btf', '/sys/kernel/btf', '/sys/kernel/btf', true],
      ['bpf', '/sys/fs/bpf', '/sys/fs/bpf', undefined],
      ['cgroups', '/sys/fs/cgroup', '/sys/fs/cgroup', true],
      ['runtimes', '/run/containerd', '/run/containerd', true],
    ]);
  });

  it('names the AppArmor profile as the version of Kubernetes has it', () => {
    const annotation = 'container.apparmor.security.beta.kubernetes.io/agent';
    const before = podOf('--kube-version', 'v1.29.9');
    expect(before.metadata.annotations[annotation]).toBe('unconfined');
    expect(before.spec.containers[0].securityContext).not.toHaveProperty('appArmorProfile');
    const since = podOf('--kube-version', 'v1.30.0');
    expect(since.metadata.annotations).not.toHaveProperty([annotation]);
    expect(since.spec.containers[0].securityContext.appArmorProfile).toEqual({ type: 'Unconfined' });
  });

  it.each([
    ['{"type":"Localhost","localhostProfile":"rulelib"}', 'localhost/rulelib'],
    ['{"type":"RuntimeDefault"}', 'runtime/default'],
  ])('translates the AppArmor profile %s', (profile, annotation) => {
    const pod = podOf('--kube-version', 'v1.29.9', '--set-json', `nodeAgent.appArmorProfile=${profile}`);
    expect(Object.values(pod.metadata.annotations)).toContain(annotation);
  });

  it('is placed, named, pulled and updated as the values say', () => {
    const args = setting(
      'nodeAgent.name=sensor',
      'nodeAgent.image.tag=sha256:abc',
      'nodeAgent.image.repository=mirror/agent',
      'nodeAgent.image.pullPolicy=Always',
      'imagePullSecrets[0].name=key',
      'nodeAgent.priorityClassName=system-node-critical',
      'nodeAgent.maxUnavailable=10%',
      'nodeAgent.nodeSelector.pool=edge',
      'nodeAgent.podAnnotations.a=b',
    );
    const json = [
      '--set-json',
      'nodeAgent.affinity={"nodeAffinity":{}}',
      '--set-json',
      'nodeAgent.tolerations=[{"key":"a"}]',
    ];
    const { metadata, spec } = find('DaemonSet', 'sensor', ...args, ...json);
    expect(metadata.name).toBe('sensor');
    expect(spec.updateStrategy.rollingUpdate).toEqual({ maxUnavailable: '10%' });
    expect(spec.template.metadata.annotations).toMatchObject({ a: 'b' });
    expect(spec.template.spec).toMatchObject({
      serviceAccountName: 'sensor',
      imagePullSecrets: [{ name: 'key' }],
      priorityClassName: 'system-node-critical',
      nodeSelector: { pool: 'edge', 'kubernetes.io/os': 'linux' },
      affinity: { nodeAffinity: {} },
      tolerations: [{ key: 'a' }],
    });
    expect(spec.template.spec.containers[0]).toMatchObject({
      image: 'mirror/agent@sha256:abc',
      imagePullPolicy: 'Always',
    });
  });

  it('runs the version of the chart where no other is named', () => {
    expect(podOf().spec.containers[0]).toMatchObject({
      image: 'rulelibrary/agent:0.1.0',
      args: ['agent', '--config', '/etc/rulelib/config.json'],
    });
  });

  it('takes secrets from where they are kept', () => {
    const env = [{ name: 'RULELIB_X', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } }];
    expect(podOf('--set-json', `nodeAgent.env=${JSON.stringify(env)}`).spec.containers[0].env).toContainEqual(env[0]);
  });

  it('finds its own pods by labels that no upgrade changes', () => {
    const { selector, template } = find('DaemonSet', 'node-agent').spec;
    expect(selector.matchLabels).toEqual({
      'app.kubernetes.io/name': 'node-agent',
      'app.kubernetes.io/instance': 'kubescape',
    });
    expect(template.metadata.labels).toMatchObject(selector.matchLabels);
  });

  it('is restarted by a change of a setting that a running agent does not take over, and by no other', () => {
    const checksum = (...values: string[]) => podOf(...setting(...values)).metadata.annotations['checksum/config'];
    const unchanged = checksum();
    const live = listSettings().filter(({ setting }) => setting.change === 'live');
    expect(live.map(({ path }) => path.join('.'))).toEqual([
      'includeNamespaces',
      'excludeNamespaces',
      'excludeLabels',
      'ownContexts',
      'policy',
      'exporters.stdoutExporter',
      'logLevel',
    ]);
    expect(checksum('includeNamespaces=web')).toBe(unchanged);
    expect(checksum('excludeNamespaces=web')).toBe(unchanged);
    expect(checksum('nodeAgent.config.excludeLabels.a=b')).toBe(unchanged);
    expect(checksum('nodeAgent.config.ownContexts[0].name=pci')).toBe(unchanged);
    expect(checksum('nodeAgent.config.policy.host.disable[0]=R0001')).toBe(unchanged);
    expect(checksum('nodeAgent.config.exporters.stdoutExporter=false')).toBe(unchanged);
    expect(checksum('nodeAgent.config.logLevel=debug')).toBe(unchanged);
    expect(checksum('nodeAgent.config.learningPeriod=1m')).not.toBe(unchanged);
    expect(checksum('nodeAgent.config.exporters.maxAlertsPerMinute=1')).not.toBe(unchanged);
    expect(checksum('nodeAgent.config.ignoreRuleBindings=true')).not.toBe(unchanged);
    expect(checksum('clusterName=a')).not.toBe(unchanged);
  });
});

describe.skipIf(missingHelm !== undefined)('the configuration', () => {
  const configOf = (...args: string[]) => find('ConfigMap', 'node-agent', ...args).data['config.json'] ?? '';

  it('is one that the agent takes, with the defaults of its own table', () => {
    const { configuration, problems } = readConfiguration({ text: configOf(), file: 'config.json' });
    expect(problems).toEqual([]);
    for (const { path, setting } of listSettings().filter((entry) => !entry.setting.isDerived)) {
      expect(
        path.reduce((value: unknown, key) => (value as Readonly<Record<string, unknown>>)[key], configuration),
      ).toEqual(setting.default);
    }
    expect(configuration.ringBytes).toBe(configurationSettings.ringBytes.default);
  });

  it('says what the chart knows: namespaces as lists, the cluster, the webhook', () => {
    const text = configOf(...setting('clusterName=prod', 'includeNamespaces=web\\, shop', 'ksNamespace=security'));
    expect(JSON.parse(text)).toMatchObject({
      clusterName: 'prod',
      includeNamespaces: ['web', 'shop'],
      excludeNamespaces: ['kubescape', 'kube-system', 'kube-public', 'kube-node-lease'],
      webhook: {
        serviceName: 'node-agent-operator-webhook',
        secretName: 'node-agent-operator-webhook',
        configurationName: 'node-agent-operator-webhook.security',
      },
    });
    expect(JSON.parse(configOf(...setting('operator.webhook.enabled=false')))).not.toHaveProperty('webhook');
  });
});

describe.skipIf(missingHelm !== undefined)('the operator', () => {
  it('has no powers on its node, and is there while it is replaced', () => {
    const { spec } = find('Deployment', 'node-agent-operator');
    expect(spec).toMatchObject({ replicas: 2, strategy: { rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } } });
    const pod = spec.template.spec;
    expect(pod.securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
    expect(pod.containers[0].securityContext).toEqual({
      privileged: false,
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
    expect(pod).not.toHaveProperty('hostPID');
    expect(pod.volumes.filter((volume) => volume.hostPath)).toEqual([]);
    expect(pod.containers[0].args).toEqual(['operator', '--config', '/etc/rulelib/config.json']);
  });

  it('lets the API server go on without it', () => {
    const { webhooks } = find('ValidatingWebhookConfiguration', 'node-agent-operator-webhook.kubescape');
    expect(webhooks).toHaveLength(1);
    expect(webhooks[0]).toMatchObject({
      failurePolicy: 'Ignore',
      sideEffects: 'None',
      timeoutSeconds: 2,
      admissionReviewVersions: ['v1'],
      rules: [{ operations: ['CONNECT'], resources: ['pods/exec', 'pods/attach', 'pods/portforward'] }],
      clientConfig: {
        service: { name: 'node-agent-operator-webhook', namespace: 'kubescape', port: 443, path: '/admission' },
      },
    });
    expect(webhooks[0]?.clientConfig).not.toHaveProperty('caBundle');
  });

  it('is reached through the Service that the configuration names', () => {
    const service = find('Service', 'node-agent-operator-webhook');
    const { spec } = find('Deployment', 'node-agent-operator');
    expect(spec.template.metadata.labels).toMatchObject(service.spec.selector);
    const [port] = service.spec.ports;
    const names = spec.template.spec.containers[0].ports.map(({ name }) => name);
    expect(names).toContain(port?.targetPort);
  });

  it('may change its own Secret and webhook alone', () => {
    const role = find('Role', 'node-agent-operator');
    const secrets = role.rules.filter(({ resources }) => resources.includes('secrets'));
    expect(secrets).toEqual([
      {
        apiGroups: [''],
        resources: ['secrets'],
        resourceNames: ['node-agent-operator-webhook'],
        verbs: ['get', 'patch'],
      },
    ]);
    const clusterRole = find('ClusterRole', 'node-agent-operator.kubescape');
    const hooks = clusterRole.rules.filter(({ apiGroups }) => apiGroups.includes('admissionregistration.k8s.io'));
    expect(hooks).toMatchObject([
      { resourceNames: ['node-agent-operator-webhook.kubescape'], verbs: ['get', 'patch'] },
    ]);
  });

  it('keeps what waits for a receiver in a folder that fits', () => {
    const { volumes } = find('Deployment', 'node-agent-operator').spec.template.spec;
    expect(volumes).toContainEqual({ name: 'state', emptyDir: { sizeLimit: '256Mi' } });
  });
});

describe.skipIf(missingHelm !== undefined)('rights', () => {
  it('of agents and operator name what they are for: no wildcard, no Secret of others, no right to write pods', () => {
    const roles = objectsOf().filter(({ kind }) => /Role$/.test(kind));
    const rules = roles.flatMap((role) => role.rules);
    expect(rules.length).toBeGreaterThan(8);
    for (const rule of rules) {
      expect(JSON.stringify(rule)).not.toContain('*');
      if (rule.resources.includes('secrets')) expect(rule.resourceNames).toHaveLength(1);
      if (rule.resources.includes('pods')) expect(rule.verbs).toEqual(['get', 'list', 'watch']);
    }
  });

  it('are bound to the accounts under which the pods run', () => {
    const objects = objectsOf(...setting('ksNamespace=security'));
    const accounts = objects.filter(({ kind }) => kind === 'ServiceAccount').map(({ metadata }) => metadata.name);
    const pods = objects
      .filter(({ kind }) => kind === 'DaemonSet' || kind === 'Deployment')
      .map(({ spec }) => spec.template.spec);
    expect(pods.map(({ serviceAccountName }) => serviceAccountName).sort()).toEqual([...accounts].sort());
    for (const { roleRef, subjects, metadata } of objects.filter(({ kind }) => /RoleBinding$/.test(kind))) {
      expect(subjects).toEqual([{ kind: 'ServiceAccount', name: expect.any(String), namespace: 'security' }]);
      expect(accounts).toContain(subjects[0]?.name);
      expect(roleRef.name).toBe(metadata.name);
    }
  });
});

describe.skipIf(missingHelm !== undefined)('the network policies', () => {
  const policy = (name: string, ...values: string[]) =>
    find('NetworkPolicy', name, ...setting('networkPolicy.enabled=true', ...values));

  it.each([
    ['https://alerts.example:8443/a', 8443],
    ['https://alerts.example', 443],
    ['http://alerts.example/a', 80],
    ['http://[2001:db8::1]:9000', 9000],
  ])('let alerts out to %s', (url, port) => {
    const { egress } = policy('node-agent', `nodeAgent.config.exporters.httpExporterConfig.url=${url}`).spec;
    expect(egress.at(-1)).toEqual({ ports: [{ port }] });
  });

  it('let in what asks for metrics, and at the operator the API server', () => {
    expect(policy('node-agent').spec.ingress).toEqual([{ ports: [{ port: 'http' }] }]);
    expect(policy('node-agent-operator').spec.ingress).toEqual([{ ports: [{ port: 'http' }, { port: 'webhook' }] }]);
    expect(policy('node-agent').spec.egress).toHaveLength(2);
  });
});

it.skipIf(missingHelm !== undefined)(
  'a ServiceMonitor finds the Services that have metrics, and not the webhook',
  () => {
    const args = setting(
      'serviceMonitor.enabled=true',
      'serviceMonitor.labels.release=prometheus',
      'serviceMonitor.interval=1m',
    );
    const monitor = find('ServiceMonitor', 'node-agent', ...args);
    expect(monitor.metadata.labels).toMatchObject({ release: 'prometheus' });
    expect(monitor.spec.endpoints).toMatchObject([{ port: 'http', path: '/metrics', interval: '1m' }]);
    const services = objectsOf(...args).filter(({ kind }) => kind === 'Service');
    const wanted = Object.entries(monitor.spec.selector.matchLabels);
    const found = services.filter(({ metadata }) => wanted.every(([key, value]) => metadata.labels[key] === value));
    expect(found.map(({ metadata }) => metadata.name).sort()).toEqual(['node-agent', 'node-agent-operator']);
  },
);

describe.skipIf(missingHelm !== undefined)('values', () => {
  it.each([
    'nodeAgent.image.pullPolicy=Sometimes',
    'nodeAgent.config.exporters.stdOutExporter=true',
    'nodeAgent.config.ringBytes=65537',
    'nodeAgent.config.logLevel=loud',
    'nodeAgent.maxUnavailable=0',
    'nodeAgent.maxUnavailable=some',
    'operator.replicas=0',
    'operator.webhook.timeoutSeconds=31',
    'networkPolicy.apiServerPorts[0]=65536',
  ])('refuse %s', (value) => {
    const { status, stderr } = runHelm('template', chart, '--set', value);
    expect(status).toBe(1);
    expect(stderr).toContain("values don't meet the specifications of the schema");
  });
});
