import type { RuleSpec } from '@rulelibrary/schema';
import type { Alert } from '../alert.ts';
import { alertArguments } from './alert-arguments.ts';
import { md5 } from './md5.ts';
import { processTree, treeKey } from './process-tree.ts';
import type { ProfileMetadata, RuntimeAlert, RuntimeAlerts } from './runtime-alert.ts';

export interface RuntimeAlertsOptions {
  /** The rule of an alert; what only it tells is left to its defaults where it is not known. */
  readonly ruleOf?: ((id: string) => RuleSpec | undefined) | undefined;
  /** Of whoever sends. */
  readonly metadata?: RuntimeAlerts['metadata'] | undefined;
  /** What the machine's provider says of it. */
  readonly cloudMetadata?: RuntimeAlerts['spec']['cloudMetadata'] | undefined;
}

/**
 * The alerts in Kubescape's form. A body has one process tree, so that alerts of processes that have none in common come in
 * several bodies, each in the order of its alerts.
 */
export function runtimeAlerts(alerts: readonly Alert[], options: RuntimeAlertsOptions = {}): readonly RuntimeAlerts[] {
  return [...Map.groupBy(alerts, treeKey).values()].map((related) => ({
    kind: 'RuntimeAlerts',
    apiVersion: 'kubescape.io/v1',
    metadata: options.metadata ?? {},
    spec: {
      alerts: related.map((alert) => toRuntimeAlert(alert, options.ruleOf?.(alert.ruleId))),
      processTree: processTree(related),
      cloudMetadata: options.cloudMetadata ?? {},
    },
  }));
}

function toRuntimeAlert(alert: Alert, rule: RuleSpec | undefined): RuntimeAlert {
  const { process, container, kubernetes, host } = alert;
  const isKubernetes = alert.sourceContext === 'kubernetes';
  const found: { readonly [key in keyof RuntimeAlert]-?: RuntimeAlert[key] | undefined } = {
    alertName: alert.ruleName,
    arguments: alertArguments(alert),
    infectedPID: process?.pid,
    severity: alert.severity.level,
    timestamp: alert.timestamp,
    uniqueID: md5(alert.uniqueId ?? ''),
    ruleID: alert.ruleId,
    ruleDescription: rule?.description || alert.message,
    isTriggerAlert: rule?.isTriggerAlert ?? true,
    alertType: 0,
    alertSourcePlatform: 1,
    containerName: container?.name,
    containerID: container?.id,
    image: container?.image,
    imageDigest: container?.imageDigest,
    namespace: kubernetes?.namespace,
    podName: kubernetes?.pod,
    podNamespace: kubernetes?.namespace,
    podUID: kubernetes?.podUid,
    podLabels: kubernetes?.podLabels,
    workloadName: kubernetes?.workload?.name,
    workloadNamespace: kubernetes?.workload?.name && (kubernetes.workload.namespace ?? kubernetes.namespace),
    workloadKind: kubernetes?.workload?.kind,
    workloadUID: kubernetes?.workload?.uid,
    // A host is named where receivers look for the node.
    nodeName: (isKubernetes ? kubernetes?.node : undefined) ?? host?.nodeName,
    hostNetwork: kubernetes?.hostNetwork,
    clusterName: kubernetes?.cluster,
    hostName: host?.nodeName ?? kubernetes?.node ?? '',
    message: alert.message,
    sourceContext: alert.sourceContext,
    profileMetadata: profileMetadata(alert),
  };
  const present = Object.entries(found).filter(([, value]) => value !== undefined);
  return Object.fromEntries(present) as unknown as RuntimeAlert;
}

function profileMetadata({ profile, tags = [] }: Alert): ProfileMetadata | undefined {
  if (profile === undefined) return undefined;
  const { status, completion, name } = profile;
  return {
    status,
    ...(completion !== undefined && { completion }),
    ...(name !== undefined && { name }),
    type: tags.includes('networkprofile') ? 1 : 0,
    failOnProfile: status === 'completed',
  };
}
