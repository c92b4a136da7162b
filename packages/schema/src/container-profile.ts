import type { ProfileDemand, ProfilePart } from './rule.ts';

export const profileStatuses = ['initializing', 'ready', 'completed', 'failed'] as const;

export type ProfileStatus = (typeof profileStatuses)[number];

/** `partial`: the container was already running when learning began, or events were lost. */
export const profileCompletions = ['partial', 'complete'] as const;

export type ProfileCompletion = (typeof profileCompletions)[number];

export interface ExecRecord {
  readonly path: string;
  /** argv[0] included; absent when it was recorded without arguments. */
  readonly args?: readonly string[];
}

export interface OpenRecord {
  readonly path: string;
  /** O_ names. */
  readonly flags?: readonly string[];
}

export interface HttpEndpoint {
  /** `:port/path`. */
  readonly endpoint: string;
  readonly methods?: readonly string[];
  readonly direction?: 'inbound' | 'outbound';
  readonly internal?: boolean;
  readonly headers?: Readonly<Record<string, readonly string[]>>;
}

export interface RulePolicy {
  /** Commands that may trigger the rule. */
  readonly processAllowed?: readonly string[];
  /** Anything in the container may. */
  readonly containerAllowed?: boolean;
}

export interface NetworkPort {
  readonly name?: string;
  /** TCP or UDP. */
  readonly protocol: string;
  readonly port: number;
}

export interface NetworkNeighbor {
  readonly identifier?: string;
  readonly type?: 'internal' | 'external';
  readonly dnsNames?: readonly string[];
  /** The single name of older files; counts beside `dnsNames`. */
  readonly dns?: string;
  /** Addresses, CIDR ranges, or `*`. */
  readonly ipAddresses?: readonly string[];
  /** The single address of older files; counts beside `ipAddresses`. */
  readonly ipAddress?: string;
  readonly ports?: readonly NetworkPort[];
}

/** Of which parts everything, or every entry of some kind, was observed. */
export type ProfileCoverage = Readonly<Partial<Record<ProfilePart, ProfileDemand>>>;

/** What one container was seen to do, as data. A list that is absent was not recorded. */
export interface ContainerProfile {
  readonly status: ProfileStatus;
  readonly completion?: ProfileCompletion;
  /** A rule that reads more than this has no profile. Absent: all there is, as in a file written by hand. */
  readonly coverage?: ProfileCoverage;
  /** Name of the object it comes from. */
  readonly name?: string;
  readonly capabilities?: readonly string[];
  readonly syscalls?: readonly string[];
  readonly execs?: readonly ExecRecord[];
  readonly opens?: readonly OpenRecord[];
  readonly endpoints?: readonly HttpEndpoint[];
  /** By rule id. */
  readonly rulePolicies?: Readonly<Record<string, RulePolicy>>;
  readonly egress?: readonly NetworkNeighbor[];
  readonly ingress?: readonly NetworkNeighbor[];
}

/** A profile and the container that it is for. */
export interface NamedProfile {
  /** Absent: of any namespace. */
  readonly namespace?: string;
  /** Annotation `kubescape.io/workload`, else the name of the object. */
  readonly workload?: string;
  readonly containerName: string;
  /** As the container's runtime was asked for it: `imageTag` in the file. */
  readonly image?: string;
  /** Digest: `imageID` in the file. */
  readonly imageDigest?: string;
  readonly profile: ContainerProfile;
  /** Of a profile that was learned. */
  readonly learning?: LearningState;
}

export const learningContexts = ['kubernetes', 'host', 'standalone'] as const;

/** What learning needs to go on where it was: annotations of the file. */
export interface LearningState {
  readonly context: (typeof learningContexts)[number];
  /** When this was written, milliseconds since the epoch. */
  readonly savedMs: number;
  /** How long containers of the workload have run while it was learned, milliseconds. */
  readonly runningMs: number;
  /** How many of them ended by themselves with exit code 0. */
  readonly cleanRuns: number;
  /** Why it is partial: `start`, `events`, or parts of which there were more than are kept. */
  readonly missed: readonly string[];
}
