import type { ApiClient } from '../client/api-client.ts';
import { createOwnerResolver } from '../objects/owner-resolver.ts';
import { createProfileLibrary } from '../profiles/profile-library.ts';
import { writeProfile } from '../profiles/write-profile.ts';
import { isCurrent } from '../watch/reflector-health.ts';
import { createChangeNotifier } from './change-notifier.ts';
import type { Cluster, ClusterLine, ClusterListener } from './cluster.ts';
import { addApiServers, addBindings, addNamespaces, addPods, addRules } from './object-views.ts';
import { createPodStore } from './pod-store.ts';
import { createViews } from './views.ts';

export interface ClusterOptions {
  readonly client: ApiClient;
  /** Whose pods are watched, with what their containers run. */
  readonly nodeName?: string;
  /** Every pod of the cluster is watched, by names and labels. */
  readonly allPods?: boolean;
  /** Profiles of the pods of the node are read. */
  readonly profiles?: boolean;
  /** From 0 to below 1. */
  readonly random: () => number;
  /** Milliseconds, monotonic. */
  readonly now: () => number;
}

/** Opens the view of a cluster; nothing is asked before it is started. */
export function openCluster(options: ClusterOptions): Cluster {
  const { client, nodeName, allPods, random, now } = options;
  let listener: ClusterListener | undefined;
  const said = (line: ClusterLine) => listener?.said(line);
  const notifier = createChangeNotifier((change) => {
    if (change.pods) library?.refresh();
    listener?.changed(change);
  });
  const views = createViews({ client, random, now, said });
  const rules = addRules(views, notifier);
  const bindings = addBindings(views, notifier);
  const namespaces = addNamespaces(views, notifier);
  const namespaceLabels = (name: string) => namespaces.items.get(name)?.labels;
  const owners = createOwnerResolver(client, now, () => notifier.mark('pods'));
  const pods = createPodStore({ owners, namespaceLabels, now });
  const watched = nodeName !== undefined || allPods === true ? addPods(views, notifier, pods, nodeName) : undefined;
  const addresses = addApiServers(views, notifier);
  const library =
    options.profiles === true
      ? createProfileLibrary({
          ...{ client, views, said },
          pods: () => watched?.items.values() ?? [],
          workloadOf: owners.workloadOf,
          changed: () => notifier.mark('profiles'),
        })
      : undefined;
  return {
    start(told) {
      listener = told;
      views.start();
    },
    synced: views.synced,
    rules: () => [...rules.items.values()].flatMap((item) => item.rules),
    bindings: () => [...bindings.items.values()].flatMap(({ binding }) => binding ?? []),
    problems: () => [...rules.items.values(), ...bindings.items.values()].flatMap(({ problems }) => problems),
    rulesObjects: () => [...rules.items.values()],
    bindingObjects: () => [...bindings.items.values()],
    pod: pods.identify,
    podSpec: (question) => pods.find(question)?.spec,
    pods: () => watched?.items.values() ?? [],
    namespaceLabels,
    apiServerAddresses: () => [...new Set(addresses.flatMap(({ items }) => [...items.values()].flat()))],
    profiles: () => library?.profiles() ?? [],
    saveProfile: (named) => writeProfile(client, named, random),
    health() {
      const parts = views.health();
      return { ok: parts.every(isCurrent), parts };
    },
    stats: views.stats,
    async stop() {
      notifier.stop();
      await library?.stop();
      await views.stop();
    },
  };
}
