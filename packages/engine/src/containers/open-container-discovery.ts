import { existsSync } from 'node:fs';
import type { Feature } from '../collector/features.ts';
import { type ContainerDiscovery, createContainerDiscovery } from './container-discovery.ts';
import { findHost } from './find-host.ts';
import { containerdAt, dockerAt, openEnricher } from './open-enricher.ts';
import { openStartWatch } from './open-start-watch.ts';

/** How containers are looked for; every member has a default that suits a node. */
export interface ContainerDiscoveryOptions {
  /** In front of the host's paths. Default: none in the host's mount namespace, `/proc/1/root` elsewhere. */
  readonly hostRoot?: string;
  /** Programs that are OCI runtimes beside those in the usual places, absolute; they may come later. */
  readonly runtimePaths?: readonly string[];
  /** Hold executions of runtimes, for 40 ms at most, until they have been looked at (CAP_SYS_ADMIN). Default true. */
  readonly watchStarts?: boolean;
  /** containerd's socket, on the host; false: do not ask. Default: the usual ones, k3s's included. */
  readonly containerdSocket?: string | false;
  /** Docker's; likewise. Default `/run/docker.sock`. */
  readonly dockerSocket?: string | false;
  /** How often what is known is compared with /proc, milliseconds, 100 to 3,600,000. Default 2000. */
  readonly reconcileMs?: number;
  /** Containers that are told of at a time. Default 4096. */
  readonly maxContainers?: number;
}

/**
 * Finds containers, however they were started.
 * @throws RangeError when an option is out of range
 */
export function openContainerDiscovery(options: ContainerDiscoveryOptions = {}): ContainerDiscovery {
  const { reconcileMs = 2000, maxContainers = 4096 } = options;
  requireInteger('reconcileMs', reconcileMs, [100, 3_600_000]);
  requireInteger('maxContainers', maxContainers, [1, 1_000_000]);
  const host = findHost();
  const { hostRoot = host.root } = options;
  const hostMntns = host.mntns;
  const { watch, feature } = tryToWatch(options, hostRoot);
  const socketsOf = (given: string | false | undefined, usual: readonly string[]): string[] =>
    given === false ? [] : (given === undefined ? usual : [given]).map((socket) => hostRoot + socket);
  const containerd = socketsOf(options.containerdSocket, containerdSockets);
  const docker = socketsOf(options.dockerSocket, dockerSockets);
  const enricher = openEnricher([containerdAt(containerd), dockerAt(docker)]);
  const features = [feature, describeSockets('containerd', containerd), describeSockets('docker', docker)];
  return createContainerDiscovery({ hostRoot, hostMntns, reconcileMs, maxContainers, features, watch, enricher });
}

// containerd's own, and those that k3s, microk8s and docker start.
const containerdSockets = [
  '/run/containerd/containerd.sock',
  '/run/k3s/containerd/containerd.sock',
  '/var/snap/microk8s/common/run/containerd.sock',
  '/run/docker/containerd/containerd.sock',
];
const dockerSockets = ['/run/docker.sock'];

/** Sockets that come later are asked, too. */
function describeSockets(name: string, sockets: readonly string[]): Feature {
  const there = sockets.filter((socket) => existsSync(socket));
  if (there.length > 0) return { name, available: true, detail: there.join(', ') };
  const detail = sockets.length === 0 ? 'switched off' : `no socket at ${sockets.join(', ')}`;
  return { name, available: false, detail };
}

const withoutWatch = "the collector's events and /proc tell of starts";

/** What cannot be watched is said, and found by other means. */
function tryToWatch({ watchStarts = true, runtimePaths = [] }: ContainerDiscoveryOptions, hostRoot: string) {
  const say = (available: boolean, detail: string): Feature => ({ name: 'container starts', available, detail });
  if (!watchStarts) return { watch: undefined, feature: say(false, `switched off: ${withoutWatch}`) };
  try {
    const watch = openStartWatch(hostRoot, runtimePaths);
    const programs = watch.programs.join(', ') || 'no runtime is installed yet';
    return { watch, feature: say(true, `fanotify: ${programs}`) };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const cause = code === '1' ? 'CAP_SYS_ADMIN is missing' : message;
    return { watch: undefined, feature: say(false, `${cause}: ${withoutWatch}`) };
  }
}

function requireInteger(name: string, value: number, [min, max]: readonly [min: number, max: number]): void {
  if (Number.isInteger(value) && value >= min && value <= max) return;
  throw new RangeError(`Expected an integer from ${min} to ${max} as ${name}, got "${value}"`);
}
