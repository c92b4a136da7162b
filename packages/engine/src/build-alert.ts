import {
  type ContainerProfile,
  eventFields,
  isFilledFor,
  type RuleSpec,
  type RuntimeEvent,
  severityText,
} from '@rulelibrary/schema';
import type { Alert } from './alert.ts';
import type { ContextInfo } from './contexts/context-info.ts';
import type { StepEvent } from './sequences/complete-sequence.ts';

/** What an alert says beyond rule and event. */
export interface AlertDetails {
  readonly message: string;
  readonly uniqueId: string;
  /** 0 to 10: the rule's, or what a binding or the policy gives it. */
  readonly severity: number;
  /** Where it happened: it tells what the event does not. */
  readonly info: ContextInfo;
  /** The events of a sequence, masked as the event is. */
  readonly steps?: readonly StepEvent[] | undefined;
  readonly profile?: ContainerProfile | undefined;
  /** How many of the same were held back since the last that passed. */
  readonly heldBack: number;
  readonly nodeName?: string | undefined;
  readonly clusterName?: string | undefined;
  readonly agentVersion?: string | undefined;
}

/**
 * The alert of a rule on an event.
 * @param event a copy that stays valid, masked where secrets are not to be shown
 */
export function buildAlert(rule: RuleSpec, event: RuntimeEvent, details: AlertDetails): Alert {
  const { info, severity } = details;
  const alert: { readonly [key in keyof Alert]-?: Alert[key] | undefined } = {
    timestamp: event.timestamp,
    ruleId: rule.id,
    ruleName: rule.name,
    severity: { level: severity, text: severityText(severity) },
    message: details.message,
    uniqueId: details.uniqueId || undefined,
    sourceContext: info.context,
    mitre: present({ tactic: rule.mitreTactic, technique: rule.mitreTechnique }),
    tags: nonEmpty(rule.tags),
    process: processOf(event),
    ancestry: nonEmpty(event.ancestry?.map(({ pid, comm, exepath }) => ({ pid, ...present({ comm, exepath }) }))),
    container: containerOf(event, info),
    kubernetes: info.context === 'kubernetes' ? kubernetesOf(event, details) : undefined,
    host: hostOf(event, details),
    profile: profileOf(details.profile),
    event: recordOf(event),
    sequence: details.steps?.map(({ step, event }) => ({
      step,
      event: { timestamp: event.timestamp, ...recordOf(event) },
    })),
    suppressedSince: details.heldBack || undefined,
    agentVersion: details.agentVersion || undefined,
  };
  // Only what is undefined is taken out, so that it is an Alert again.
  return withoutUndefined(alert) as unknown as Alert;
}

function processOf(event: RuntimeEvent): Alert['process'] {
  const { pid, ppid, comm, exepath, args, cwd, uid, gid, startTime, containerPid } = event;
  return present({ pid, ppid, comm, exepath, args: nonEmpty(args), cwd, uid, gid, startTime, containerPid });
}

function containerOf(event: RuntimeEvent, { container, pod }: ContextInfo): Alert['container'] {
  return present({
    id: event.containerId || container?.id,
    name: event.containerName || pod?.containerName || container?.name,
    image: event.image || container?.image,
    imageDigest: event.imageDigest || container?.imageDigest,
  });
}

function kubernetesOf(event: RuntimeEvent, { clusterName, nodeName, info }: AlertDetails): Alert['kubernetes'] {
  const { pod } = info;
  return present({
    cluster: clusterName,
    // The namespace and name of an admission request are those of the object it is about.
    namespace: event.namespace || event.Namespace || pod?.namespace,
    pod: event.podName || (event.Resource === 'pods' ? event.Name : undefined) || pod?.name,
    workload: pod?.workload && present(inOrder(pod.workload)),
    node: nodeName || event.hostName,
    podUid: pod?.uid,
    podLabels: pod?.labels && Object.keys(pod.labels).length > 0 ? { ...pod.labels } : undefined,
    hostNetwork: pod?.hostNetwork,
  });
}

/** The keys of alerts have their order, whatever the order in which they were found out. */
function inOrder({ kind, name, namespace, uid }: NonNullable<NonNullable<ContextInfo['pod']>['workload']>) {
  return { kind, name, namespace, uid };
}

function hostOf(event: RuntimeEvent, { nodeName, info }: AlertDetails): Alert['host'] {
  return present({ nodeName: event.hostName || nodeName || (info.context === 'host' ? info.workloadId : undefined) });
}

function profileOf(profile: ContainerProfile | undefined): Alert['profile'] {
  if (profile === undefined) return undefined;
  const { status, completion, name } = profile;
  return { status, ...present({ completion, name }) };
}

function recordOf(event: RuntimeEvent): NonNullable<Alert['event']> {
  return { eventType: event.eventType, mntns: event.mntns, ...fieldsOf(event) };
}

/** What the source of the event's type fills; other fields that a source adds stand elsewhere in the alert. */
function fieldsOf(event: RuntimeEvent): Record<string, unknown> {
  const names = eventFields.filter((field) => isFilledFor(field, event.eventType)).map((field) => field.name);
  return withoutUndefined(Object.fromEntries(names.map((name) => [name, event[name]])));
}

type Present<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined | ''> };

/** The object without what is undefined or empty text; undefined when nothing is left. */
function present<T extends object>(object: T): Present<T> | undefined {
  const entries = Object.entries(object).filter(([, value]) => value !== undefined && value !== '');
  return entries.length === 0 ? undefined : (Object.fromEntries(entries) as Present<T>);
}

function nonEmpty<T>(list: readonly T[] | undefined): readonly T[] | undefined {
  return list?.length ? list : undefined;
}

function withoutUndefined(object: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}
