export { type ApiClient, type ApiRequest, createApiClient } from './client/api-client.ts';
export type { Cluster, ClusterChange, ClusterHealth, ClusterLine, ClusterListener } from './cluster/cluster.ts';
export { type ClusterOptions, openCluster } from './cluster/open-cluster.ts';
export type { PodQuestion } from './cluster/pod-question.ts';
export { ClusterError, type ClusterErrorCode } from './cluster-error.ts';
export type { ClusterConnection } from './connection/cluster-connection.ts';
export { type ConnectOptions, connect } from './connection/connect.ts';
export { electLeader, type LeaderElection, type LeaderOptions } from './leader/elect-leader.ts';
export type { BindingRecord } from './objects/binding-record.ts';
export type { ObjectRecord } from './objects/object-record.ts';
export type { PodRecord } from './objects/pod-record.ts';
export type { RulesRecord } from './objects/rules-record.ts';
export {
  agentPermissions,
  apiServerPermissions,
  leasePermissions,
  operatorPermissions,
  type PermissionRule,
} from './permissions.ts';
export type { StatusReport } from './status/status-report.ts';
export { createStatusWriter, type StatusWriter, type StatusWriterOptions } from './status/status-writer.ts';
export { type Backoff, createBackoff } from './watch/backoff.ts';
export { isCurrent, oldestViewMs, type ReflectorHealth, type ReflectorStats } from './watch/reflector-health.ts';
