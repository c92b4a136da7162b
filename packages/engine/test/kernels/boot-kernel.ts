import { cpSync, globSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Architecture, type Machine, machines } from './architecture.ts';
import { fillRoot } from './fill-root.ts';
import { outputOf, runProgram } from './run-program.ts';

/** What these kernels have as modules and the workloads use. */
const moduleNames = ['overlay', 'veth'];
/** A kernel takes two to three minutes without KVM on a busy machine. */
const bootTimeoutMs = 8 * 60_000;

const repository = fileURLToPath(new URL('../../../../', import.meta.url));

/** The part of an initial file system that all kernels of an architecture share, as an archive of cpio. Remove it with its folder. */
export async function packSharedRoot(architecture: Architecture): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'rulelib-kernels-'));
  const root = join(folder, 'root');
  mkdirSync(root);
  await fillRoot(root, architecture);
  await pack(root, join(folder, 'shared.cpio'));
  rmSync(root, { recursive: true });
  return join(folder, 'shared.cpio');
}

/**
 * How the processors are emulated. Each in a thread of its own is faster; but what a kernel patches in its own code may then run
 * half patched, once in some boots: an oops by `int3` that no machine has.
 */
export type Emulation = 'multi' | 'single';

/** Fetches the kernel of a Debian suite. Throws where it cannot be had. */
export async function fetchKernel(suite: string, architecture: Architecture): Promise<string> {
  return outputOf('node', [join(repository, 'scripts/debian/unpack-kernel.mjs'), suite, architecture]);
}

export interface Guest {
  readonly architecture: Architecture;
  /** As {@link fetchKernel} gave it. */
  readonly folder: string;
  /** As {@link packSharedRoot} gave it. */
  readonly sharedRoot: string;
}

/** Boots a kernel, and gives what it wrote on its console. */
export async function bootKernel({ architecture, folder, sharedRoot }: Guest, emulation: Emulation): Promise<string> {
  const [image] = globSync(['boot/vmlinuz-*', 'usr/lib/modules/*/vmlinuz'], { cwd: folder });
  if (image === undefined) throw new Error(`Cannot boot a kernel: no image in ${folder}`);
  const work = mkdtempSync(join(tmpdir(), 'rulelib-boot-'));
  try {
    await packModules(folder, join(work, 'root'));
    await pack(join(work, 'root'), join(work, 'modules.cpio'));
    // The kernel takes archives one behind the other.
    await outputOf('sh', ['-c', 'cat "$1" "$2" > "$0"', join(work, 'initrd'), sharedRoot, join(work, 'modules.cpio')]);
    return await boot(
      { machine: machines[architecture], image: join(folder, image), initrd: join(work, 'initrd') },
      emulation,
    );
  } finally {
    rmSync(work, { recursive: true });
  }
}

async function packModules(folder: string, root: string): Promise<void> {
  const target = join(root, 'modules');
  mkdirSync(target, { recursive: true });
  for (const name of moduleNames) {
    const [file] = globSync(`{,usr/}lib/modules/*/kernel/**/${name}.ko{,.xz,.zst}`, { cwd: folder });
    if (file === undefined) continue;
    cpSync(join(folder, file), join(target, basename(file)));
    if (file.endsWith('.xz')) await outputOf('xz', ['-d', join(target, basename(file))]);
    if (file.endsWith('.zst')) await outputOf('zstd', ['-d', '--rm', join(target, basename(file))]);
  }
}

async function pack(root: string, archive: string): Promise<void> {
  // Not compressed: it is unpacked by an emulated processor.
  await outputOf('sh', ['-c', 'cd "$0" && find . | cpio --quiet -o -H newc > "$1"', root, archive]);
}

interface Boot {
  readonly machine: Machine;
  readonly image: string;
  readonly initrd: string;
}

async function boot({ machine, image, initrd }: Boot, emulation: Emulation): Promise<string> {
  const hardware = ['-m', '3072', '-smp', '2', '-accel', `tcg,thread=${emulation}`, '-nic', 'none', ...machine.options];
  const console = [
    '-nographic',
    '-no-reboot',
    '-append',
    `console=${machine.console} quiet panic=-1 oops=panic mitigations=off no_timer_check`,
  ];
  const { stdout, stderr } = await runProgram(
    machine.emulator,
    [...hardware, '-kernel', image, '-initrd', initrd, ...console],
    bootTimeoutMs,
  );
  return `${stdout}\n${stderr}`.replaceAll('\r', '');
}
