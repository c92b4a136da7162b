import type { Resource } from '../watch/resource.ts';

const kubescape = { group: 'kubescape.io', version: 'v1' } as const;
/** What Kubescape's storage serves, where it is installed. */
const storage = { group: 'spdx.softwarecomposition.kubescape.io', version: 'v1beta1' } as const;

/** The kinds that are read or written. */
export const kinds = {
  rules: { ...kubescape, plural: 'rules', kind: 'Rules' },
  bindings: { ...kubescape, plural: 'runtimerulealertbindings', kind: 'RuntimeRuleAlertBinding' },
  applicationProfiles: { ...kubescape, plural: 'applicationprofiles', kind: 'ApplicationProfile' },
  networkNeighborhoods: { ...kubescape, plural: 'networkneighborhoods', kind: 'NetworkNeighborhood' },
  storedApplicationProfiles: { ...storage, plural: 'applicationprofiles', kind: 'ApplicationProfile' },
  storedNetworkNeighborhoods: { ...storage, plural: 'networkneighborhoods', kind: 'NetworkNeighborhood' },
  pods: { group: '', version: 'v1', plural: 'pods', kind: 'Pod' },
  namespaces: { group: '', version: 'v1', plural: 'namespaces', kind: 'Namespace' },
  services: { group: '', version: 'v1', plural: 'services', kind: 'Service' },
  endpointSlices: { group: 'discovery.k8s.io', version: 'v1', plural: 'endpointslices', kind: 'EndpointSlice' },
  replicaSets: { group: 'apps', version: 'v1', plural: 'replicasets', kind: 'ReplicaSet' },
  jobs: { group: 'batch', version: 'v1', plural: 'jobs', kind: 'Job' },
  leases: { group: 'coordination.k8s.io', version: 'v1', plural: 'leases', kind: 'Lease' },
} as const satisfies Readonly<Record<string, Resource>>;
