import {
  type ContainerProfile,
  eventFields,
  isFilledFor,
  type RuleSpec,
  type RuntimeEvent,
  severityText,
} from '@rulelibrary/schema';
import type { Alert } from './alert.ts';
import type { StepEvent } from './sequences/complete-sequence.ts';
import type { SourceContext } from './source-context.ts';

/** What an alert says beyond rule and event. */
export interface AlertDetails {
  readonly message: string;
  readonly uniqueId: string;
  readonly sourceContext: SourceContext;
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
  const isKubernetes = details.sourceContext === 'kubernetes';
  const alert: { readonly [key in keyof Alert]-?: Alert[key] | undefined } = {
    timestamp: event.timestamp,
    ruleId: rule.id,
    ruleName: rule.name,
    severity: { level: rule.severity, text: severityText(rule.severity) },
    message: details.message,
    uniqueId: details.uniqueId || undefined,
    sourceContext: details.sourceContext,
    mitre: present({ tactic: rule.mitreTactic, technique: rule.mitreTechnique }),
    tags: nonEmpty(rule.tags),
    process: processOf(event),
    ancestry: nonEmpty(event.ancestry?.map(({ pid, comm, exepath }) => ({ pid, ...present({ comm, exepath }) }))),
    container: containerOf(event),
    kubernetes: isKubernetes ? kubernetesOf(event, details) : undefined,
    host: present({ nodeName: event.hostName || details.nodeName }),
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

function containerOf(event: RuntimeEvent): Alert['container'] {
  const { containerId, containerName, image, imageDigest } = event;
  return present({ id: containerId, name: containerName, image, imageDigest });
}

function kubernetesOf(event: RuntimeEvent, { clusterName, nodeName }: AlertDetails): Alert['kubernetes'] {
  // The namespace and name of an admission request are those of the object it is about.
  const namespace = event.namespace || event.Namespace;
  const pod = event.podName || (event.Resource === 'pods' ? event.Name : undefined);
  return present({ cluster: clusterName, namespace, pod, node: nodeName || event.hostName });
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
