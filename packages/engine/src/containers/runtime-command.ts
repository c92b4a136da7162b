import path from 'node:path';

/** A call of an OCI runtime that starts a container. */
export interface RuntimeCommand {
  /** `runc`, `crun`, `youki`. */
  readonly runtime: string;
  readonly id: string;
  /** As given; absent: the working directory. */
  readonly bundle?: string;
  /** Where the runtime keeps its states, as given. */
  readonly root?: string;
  readonly pidFile?: string;
}

/** Programs that are OCI runtimes, by name. */
export const runtimeNames: readonly string[] = ['runc', 'crun', 'youki'];

const starting = new Set(['create', 'run', 'restore']);

/** Options whose value is the next argument: runc's and crun's manual pages. All others stand alone. */
const withValue = new Set(
  `root log log-format log-level criu rootless cgroup-manager bundle b console-socket pidfd-socket pid-file preserve-fds
  config f image-path work-path manage-cgroups-mode lsm-profile lsm-mount-context`.split(/\s+/),
);

const idPattern = /^(?!\.\.?$)[\w+.-]{1,255}$/;

/** Whether the id is one that runtimes take. */
export function isContainerId(id: string): boolean {
  return idPattern.test(id);
}

/**
 * Understands the argument vector of a runtime. Undefined: it starts no container, or is no runtime.
 * @param exepath of the process; a copy in memory that executes itself has the name in its arguments only
 */
export function parseRuntimeCommand(exepath: string, args: readonly string[]): RuntimeCommand | undefined {
  const names = [exepath, args[0] ?? ''].map((name) => path.posix.basename(name));
  const runtime = runtimeNames.find((name) => names.includes(name));
  if (runtime === undefined) return undefined;
  const { options, words } = split(args.slice(1));
  const [command = '', ...rest] = words;
  const id = rest.at(-1);
  if (!starting.has(command) || id === undefined || !isContainerId(id)) return undefined;
  const bundle = options.get('bundle') ?? options.get('b');
  const [root, pidFile] = [options.get('root'), options.get('pid-file')];
  return {
    ...{ runtime, id },
    ...(bundle === undefined ? {} : { bundle }),
    ...(root === undefined ? {} : { root }),
    ...(pidFile === undefined ? {} : { pidFile }),
  };
}

function split(args: readonly string[]): { options: Map<string, string>; words: string[] } {
  const options = new Map<string, string>();
  const words: string[] = [];
  for (let at = 0; at < args.length; at++) {
    const [, name, value] = /^--?([\w-]+)(?:=(.*))?$/s.exec(args[at] as string) ?? [];
    if (name === undefined) words.push(args[at] as string);
    else if (value !== undefined || !withValue.has(name)) options.set(name, value ?? '');
    else options.set(name, args[++at] ?? '');
  }
  return { options, words };
}
