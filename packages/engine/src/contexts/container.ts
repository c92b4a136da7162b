/** A container as whoever found it tells: a runtime's start, /proc, a runtime's socket, the cluster. */
export interface Container {
  readonly id: string;
  /** Mount namespace of its first process. */
  readonly mntns: number;
  /** Further mount namespaces that its processes made. */
  readonly otherMntns?: readonly number[];
  /** Its first process, in the host's pid namespace. */
  readonly pid: number;
  readonly name?: string;
  /** As it was asked for: `docker.io/library/nginx:1.27`. */
  readonly image?: string;
  /** `sha256:…`. */
  readonly imageDigest?: string;
  /** Labels of the container, as its runtime keeps them; a pod's own stand in {@link PodIdentity}. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Environment of its first process, as configured. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Argument vector of its first process, as configured. */
  readonly command?: readonly string[];
  /** Where something is mounted into it. */
  readonly mountPaths?: readonly string[];
  /** Folder of its OCI configuration. */
  readonly bundle?: string;
  /** What started it: `runc`, `crun`, `youki`. */
  readonly runtime?: string;
  /** Milliseconds since the epoch. */
  readonly startedMs: number;
  /** It ran before anybody looked: what it did until then is unknown. */
  readonly wasRunning: boolean;
}

/** Told of containers as they come, change and go. */
export interface ContainerListener {
  /** Before its first instruction, where its start was seen. */
  added(container: Container): void;
  /** More is known of it than before: a name, an image, labels. */
  changed(container: Container): void;
  removed(container: Container, end: ContainerEnd): void;
}

export interface ContainerEnd {
  /** Milliseconds since the epoch. */
  readonly timeMs: number;
  /** Of its first process; absent where nobody saw it. */
  readonly exitCode?: number;
}
