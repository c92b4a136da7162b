/** A rule of a Role or ClusterRole. */
export interface PermissionRule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly verbs: readonly string[];
}

const read = ['get', 'list', 'watch'] as const;

/** What both an agent and the operator ask of the whole cluster. */
const viewing: readonly PermissionRule[] = [
  { apiGroups: [''], resources: ['pods', 'namespaces'], verbs: read },
  { apiGroups: ['apps'], resources: ['replicasets'], verbs: ['get'] },
  { apiGroups: ['batch'], resources: ['jobs'], verbs: ['get'] },
  { apiGroups: ['kubescape.io'], resources: ['rules', 'runtimerulealertbindings'], verbs: read },
];

const profiles = ['applicationprofiles', 'networkneighborhoods'] as const;

/** The least that an agent on a node needs of the whole cluster: `openCluster` with a node, profiles read and written. */
export const agentPermissions: readonly PermissionRule[] = [
  ...viewing,
  { apiGroups: ['kubescape.io'], resources: profiles, verbs: [...read, 'create', 'update'] },
  { apiGroups: ['spdx.softwarecomposition.kubescape.io'], resources: profiles, verbs: read },
];

/** The least that the operator needs of the whole cluster: `openCluster` with all pods, and `createStatusWriter`. */
export const operatorPermissions: readonly PermissionRule[] = [
  ...viewing,
  { apiGroups: ['kubescape.io'], resources: ['rules/status', 'runtimerulealertbindings/status'], verbs: ['patch'] },
];

/** What both need in the namespace `default`: where the API server is. */
export const apiServerPermissions: readonly PermissionRule[] = [
  { apiGroups: [''], resources: ['services'], verbs: ['list', 'watch'] },
  { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: ['list', 'watch'] },
];

/** What `electLeader` needs in the namespace of its Lease. */
export function leasePermissions(name: string): readonly PermissionRule[] {
  const leases = { apiGroups: ['coordination.k8s.io'], resources: ['leases'] };
  // Nothing can be created by name alone.
  return [
    { ...leases, verbs: ['create'] },
    { ...leases, resourceNames: [name], verbs: ['get', 'update'] },
  ];
}
