import type { RuntimeEvent } from '@rulelibrary/schema';

/** What starts containers, by command names, of which the kernel keeps 15 bytes. */
const runtimes = /^(containerd-shim|docker-containe|conmon|runc|crun|youki|systemd-nspawn|lxc-start)/;

/** What starts sessions: below one of them stands what leads a session of its own, a service or a login. */
const sessionStarters =
  /^(init|systemd|\(.*\)|sshd|sshd-session|login|agetty|getty|cron|crond|atd|supervisord|containerd|dockerd|crio|kubelet|tmux: server|screen)$/i;

/**
 * The pid at the root of the event's process tree: of a container its first process (or the first of what `kubectl exec`
 * started), on the host the leader of the session. Undefined for an event without a process.
 *
 * Events name no session; their ancestry shows it. From its far end, which is the host's first process, everything that
 * starts containers and sessions is passed over without a gap: what comes next is the root. A process can call itself sshd,
 * but not put itself above those that it descends from, so nobody leaves a tree by a name.
 */
export function processTreeRoot(event: RuntimeEvent): number | undefined {
  const { pid, comm = '', ancestry = [], containerId } = event;
  if (pid === undefined) return undefined;
  const fromFarEnd = [...ancestry.toReversed(), { pid, comm }];
  const end = fromFarEnd.findIndex((process) => !isStarter(process));
  const passed = end < 0 ? fromFarEnd : fromFarEnd.slice(0, end);
  // A container's first process may be a starter itself, such as sshd: then it is the root all the same.
  const runtime = containerId ? passed.findLastIndex((process) => runtimes.test(process.comm)) : -1;
  const root = runtime < 0 ? passed.length : runtime + 1;
  return (fromFarEnd[root] ?? fromFarEnd.at(-1))?.pid;
}

function isStarter({ pid, comm }: { readonly pid: number; readonly comm: string }): boolean {
  return pid === 1 || sessionStarters.test(comm) || runtimes.test(comm);
}
