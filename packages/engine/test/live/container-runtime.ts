/** Runs real containers. */
export interface ContainerRuntime {
  readonly name: string;
  /** Runs a shell script in a privileged container until it ends; what it wrote on standard output. */
  run(id: string, script: string): Promise<string>;
  /** Leaves nothing behind. */
  close(): Promise<void>;
}

/** What of this machine containers see. */
export interface ContainerMounts {
  /** Read-only, at /workloads. */
  readonly workloads: string;
  /** At /shared. */
  readonly shared: string;
}
