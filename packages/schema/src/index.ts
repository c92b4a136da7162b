export { checkDuplicateIds, type IdentifiedRule } from './check-duplicate-ids.ts';
export { checkProfiles, type KernelNames } from './check-profiles.ts';
export type {
  ContainerProfile,
  ExecRecord,
  HttpEndpoint,
  LearningState,
  NamedProfile,
  NetworkNeighbor,
  NetworkPort,
  OpenRecord,
  ProfileCompletion,
  ProfileCoverage,
  ProfileStatus,
  RulePolicy,
} from './container-profile.ts';
export {
  type EventField,
  type EventFieldName,
  type EventType,
  eventFields,
  eventTypes,
  type FieldType,
  isFilledFor,
  objectTypes,
  recordedObjectTypes,
} from './event-catalogue.ts';
export { EventError, type EventErrorCode } from './event-error.ts';
export { formatProfiles, formatWorkloads, type ProfileObject, profileObjects } from './format-profiles.ts';
export { type HelperFunction, type HelperName, type HelperType, helperFunctions } from './helper-functions.ts';
export { metadataTable } from './metadata-table.ts';
export { nearest } from './nearest.ts';
export { parseEventLine } from './parse-event-line.ts';
export { parseProfiles } from './parse-profiles.ts';
export { type ParseRulesOptions, parseRules } from './parse-rules.ts';
export { parsePods } from './pods/parse-pods.ts';
export type { ClusterObjects, Namespace, Pod, PodContainer } from './pods/pod.ts';
export type { PodIdentity, Workload } from './pods/pod-identity.ts';
export { formatProblem, type Place, type Problem, type ProblemCode } from './problem.ts';
export {
  type Prefilter,
  type ProfileDemand,
  type ProfileDependency,
  type ProfilePart,
  profileParts,
  type Rule,
  type RuleExpression,
  type RuleSequence,
  type RuleSpec,
  type RuleStatus,
  type RulesObject,
  ruleStatuses,
  type SequenceStep,
  sequenceKeys,
} from './rule.ts';
export { ruleEventTypes } from './rule-event-types.ts';
export type { Ancestor, RuntimeEvent } from './runtime-event.ts';
export { severityText } from './severity-text.ts';
export { epochNs, formatTimestamp, timestampMs } from './timestamp.ts';
export { uniteProfiles } from './unite-profiles.ts';
export { dumpYaml } from './yaml/dump-yaml.ts';
export { parseYaml } from './yaml/parse-yaml.ts';
