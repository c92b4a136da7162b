import type { RuntimeEvent } from '@rulelibrary/schema';

/** Where the environments of running processes come from: /proc on a node. */
export interface ProcessSource {
  /** The environment of the process, undefined when it is gone or unreadable. @param pid in the host's pid namespace */
  environment(pid: number): Readonly<Record<string, string>> | undefined;
}

/** The variables by which the dynamic linker can be made to run foreign code, in the order of the answer. */
const hookVariables = ['LD_PRELOAD', 'LD_AUDIT', 'LD_LIBRARY_PATH', 'LD_BIND_NOT', 'LD_PROFILE'] as const;

/** The `process.*` functions for the event that is evaluated now. */
export function createProcessHelpers(source: ProcessSource | undefined, current: () => RuntimeEvent | undefined) {
  // A process can be gone before its exec event is evaluated; what the event itself recorded of it is then what is known.
  const environment = (pid: bigint): Readonly<Record<string, string>> => {
    const known = source?.environment(Number(pid));
    if (known !== undefined) return known;
    const event = current();
    return (event?.pid === Number(pid) ? event.environment : undefined) ?? {};
  };
  return {
    /** `process.get_process_env` */
    getProcessEnv: environment,
    /** `process.get_ld_hook_var`: the name of the first variable that is set, be it to nothing; else "". */
    getLdHookVar(pid: bigint): string {
      const variables = environment(pid);
      return hookVariables.find((name) => Object.hasOwn(variables, name)) ?? '';
    },
  };
}
