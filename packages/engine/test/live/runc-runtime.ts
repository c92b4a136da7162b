import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ContainerMounts, ContainerRuntime } from './container-runtime.ts';
import { runProgram } from './run-program.ts';

/** runc, called directly: a bundle for each container, and one file system for all. */
export interface RuncRuntime extends ContainerRuntime {
  /** Makes a bundle, for any number of containers: its folder. */
  prepare(id: string, script: string): Promise<string>;
  /** Runs a container for each id at the same time, started by a shell: this process has time for what it watches. */
  runTogether(ids: readonly string[], script: string): Promise<void>;
}

export function createRuncRuntime(folder: string, rootfs: string, mounts: ContainerMounts): RuncRuntime {
  const bundleOf = (id: string) => path.join(folder, id);

  async function prepare(id: string, script: string): Promise<string> {
    mkdirSync(bundleOf(id));
    await runProgram('runc', ['spec', '--bundle', bundleOf(id)]);
    const file = path.join(bundleOf(id), 'config.json');
    const spec = privileged(JSON.parse(readFileSync(file, 'utf8')), { rootfs, script, mounts });
    writeFileSync(file, JSON.stringify(spec));
    return bundleOf(id);
  }

  return {
    name: 'runc container',
    prepare,
    async run(id, script) {
      await prepare(id, script);
      return runProgram('runc', ['run', '--bundle', bundleOf(id), id]);
    },
    async runTogether(ids, script) {
      for (const id of ids) await prepare(id, script);
      const start = 'for id; do runc run --bundle "$0/$id" "$id" & done; wait';
      await runProgram('sh', ['-c', start, folder, ...ids]);
    },
    close: async () => {},
  };
}

interface Spec {
  readonly process: { readonly capabilities: Readonly<Record<string, readonly string[]>> };
  readonly mounts: readonly object[];
}

interface Wishes {
  readonly rootfs: string;
  readonly script: string;
  readonly mounts: ContainerMounts;
}

/** The default of runc, with every capability that this process has. */
function privileged(spec: Spec, { rootfs, script, mounts }: Wishes): object {
  const all = ownCapabilities();
  const sets = ['bounding', 'effective', 'permitted'];
  const capabilities = Object.fromEntries(sets.map((set) => [set, all]));
  const bind = (source: string, destination: string, access: string) => ({
    ...{ source, destination, type: 'bind', options: ['rbind', access] },
  });
  return {
    ...spec,
    process: { ...spec.process, terminal: false, args: ['/bin/sh', '-c', script], capabilities },
    root: { path: rootfs, readonly: false },
    mounts: [...spec.mounts, bind(mounts.workloads, '/workloads', 'ro'), bind(mounts.shared, '/shared', 'rw')],
  };
}

// What runc 1.1 knows; include/uapi/linux/capability.h.
const names = `
  CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER FSETID KILL SETGID SETUID SETPCAP LINUX_IMMUTABLE NET_BIND_SERVICE
  NET_BROADCAST NET_ADMIN NET_RAW IPC_LOCK IPC_OWNER SYS_MODULE SYS_RAWIO SYS_CHROOT SYS_PTRACE SYS_PACCT SYS_ADMIN
  SYS_BOOT SYS_NICE SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG MKNOD LEASE AUDIT_WRITE AUDIT_CONTROL SETFCAP MAC_OVERRIDE
  MAC_ADMIN SYSLOG WAKE_ALARM BLOCK_SUSPEND AUDIT_READ PERFMON BPF CHECKPOINT_RESTORE
`
  .trim()
  .split(/\s+/);

function ownCapabilities(): string[] {
  const [, hex = '0'] = /^CapEff:\s*([0-9a-f]+)$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
  const held = BigInt(`0x${hex}`);
  return names.filter((_, bit) => held & (1n << BigInt(bit))).map((name) => `CAP_${name}`);
}
