import { type BindingRecord, decodeBinding } from '../objects/binding-record.ts';
import { kinds } from '../objects/kinds.ts';
import { decodePod, type PodRecord } from '../objects/pod-record.ts';
import { decodeRules, type RulesRecord } from '../objects/rules-record.ts';
import type { ApiObject } from '../watch/api-object.ts';
import type { Reflector } from '../watch/reflector.ts';
import { addressesOf } from './api-server-addresses.ts';
import type { ChangeNotifier } from './change-notifier.ts';
import type { PodStore } from './pod-store.ts';
import type { Views } from './views.ts';

/** Objects in an answer: one of rules is the largest, 1.5 MiB at most. */
const pageSizes = { rules: 50, bindings: 200, pods: 200, metadata: 500, apiServers: 100 } as const;

export function addRules(views: Views, { mark }: ChangeNotifier): Reflector<RulesRecord> {
  return views.add<RulesRecord>({
    name: 'rules',
    selection: { resource: kinds.rules, pageSize: pageSizes.rules },
    decode: decodeRules,
    changed: (item, previous) => item.rules !== previous?.rules && mark('rules'),
    removed: () => mark('rules'),
  });
}

export function addBindings(views: Views, { mark }: ChangeNotifier): Reflector<BindingRecord> {
  return views.add<BindingRecord>({
    name: 'bindings',
    selection: { resource: kinds.bindings, pageSize: pageSizes.bindings },
    decode: decodeBinding,
    changed: (item, previous) => item.fingerprint !== previous?.fingerprint && mark('bindings'),
    removed: () => mark('bindings'),
  });
}

export interface NamespaceRecord {
  readonly labels: Readonly<Record<string, string>>;
}

export function addNamespaces(views: Views, { mark }: ChangeNotifier): Reflector<NamespaceRecord> {
  return views.add<NamespaceRecord>({
    name: 'namespaces',
    selection: { resource: kinds.namespaces, metadataOnly: true, pageSize: pageSizes.metadata },
    decode: decodeNamespace,
    changed: (item, previous) => item !== previous && mark('pods'),
    removed: () => mark('pods'),
  });
}

function decodeNamespace(
  { metadata: { labels = {} } }: ApiObject,
  previous: NamespaceRecord | undefined,
): NamespaceRecord {
  return previous && JSON.stringify(previous.labels) === JSON.stringify(labels) ? previous : { labels };
}

/** @param nodeName whose pods; undefined: every pod, its metadata alone */
export function addPods(
  views: Views,
  { mark }: ChangeNotifier,
  pods: PodStore,
  nodeName?: string,
): Reflector<PodRecord> {
  const selection =
    nodeName === undefined
      ? { metadataOnly: true, pageSize: pageSizes.metadata }
      : { fieldSelector: `spec.nodeName=${nodeName}`, pageSize: pageSizes.pods };
  return views.add<PodRecord>({
    name: 'pods',
    selection: { resource: kinds.pods, ...selection },
    decode: decodePod,
    changed(pod, previous) {
      if (pod === previous) return;
      if (previous !== undefined && previous.uid !== pod.uid) pods.remove(previous);
      pods.put(pod);
      mark('pods');
    },
    removed(pod) {
      pods.remove(pod);
      mark('pods');
    },
  });
}

/** The kubernetes Service, and its EndpointSlices: both are in the namespace default, and nothing else there is read. */
export function addApiServers(views: Views, { mark }: ChangeNotifier): readonly Reflector<readonly string[]>[] {
  const selections = [
    { resource: kinds.services, fieldSelector: 'metadata.name=kubernetes' },
    { resource: kinds.endpointSlices, labelSelector: 'kubernetes.io/service-name=kubernetes' },
  ];
  return selections.map((selection) =>
    views.add<readonly string[]>({
      name: selection.resource.plural,
      selection: { ...selection, namespace: 'default', pageSize: pageSizes.apiServers },
      decode: (object) => addressesOf(selection.resource, object),
      changed: (item, previous) => item.join() !== previous?.join() && mark('apiServers'),
      removed: () => mark('apiServers'),
    }),
  );
}
