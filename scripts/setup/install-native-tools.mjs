import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runCommand } from './run-command.mjs';
import { SetupError, say } from './say.mjs';

const headerFolders = ['/usr/include', '/usr/local/include'];

/** What compiling the collector takes, how to see that it is there, and the Debian package that has it. */
const nativeTools = [
  { name: 'clang', package: 'clang', isThere: () => isOnPath('clang') },
  { name: 'make', package: 'make', isThere: () => isOnPath('make') },
  { name: 'the C library headers', package: 'libc6-dev', isThere: () => hasHeader('stdio.h') },
];

/** What unpacking the sources of its libraries takes. */
const sourceTools = ['patch', 'bzip2', 'xz'].map((name) => ({
  name,
  package: name === 'xz' ? 'xz-utils' : name,
  isThere: () => isOnPath(name),
}));

/** What compiles the addon for the other architecture: the package that is published holds both. */
const crossTools = {
  x64: { name: 'aarch64-linux-gnu-gcc', packages: ['gcc-aarch64-linux-gnu', 'libc6-dev-arm64-cross'] },
  arm64: { name: 'x86_64-linux-gnu-gcc', packages: ['gcc-x86-64-linux-gnu', 'libc6-dev-amd64-cross'] },
};

/** What boots other kernels for `npm run test:kernels`. */
const kernelTools = [
  { name: 'qemu', package: 'qemu-system-x86', isThere: () => isOnPath('qemu-system-x86_64') },
  { name: 'qemu for arm64', package: 'qemu-system-arm', isThere: () => isOnPath('qemu-system-aarch64') },
  { name: 'cpio', package: 'cpio', isThere: () => isOnPath('cpio') },
  { name: 'xz', package: 'xz-utils', isThere: () => isOnPath('xz') },
  { name: 'zstd', package: 'zstd', isThere: () => isOnPath('zstd') },
];

/** The libraries themselves, as Debian has them compiled: for a machine that cannot have the sources. */
const libraries = [
  { name: 'libbpf', package: 'libbpf-dev', isThere: () => hasHeader('bpf/libbpf.h') && hasHeader('bpf/bpf_helpers.h') },
  { name: 'libelf', package: 'libelf-dev', isThere: () => hasHeader('libelf.h') },
  { name: 'zlib', package: 'zlib1g-dev', isThere: () => hasHeader('zlib.h') },
];

const aptEnvironment = { DEBIAN_FRONTEND: 'noninteractive' };

/**
 * Sees to it that the collector can be compiled, where the machine can run it and we may install.
 * @returns whether everything it takes is there now, but for its libraries
 */
export async function installNativeTools({ wanted }) {
  if (process.platform !== 'linux') return false;
  // Where nothing can be installed, the sources are not fetched, or by what is there.
  return install(obstacleToInstalling() === undefined ? [...nativeTools, ...sourceTools] : nativeTools, wanted);
}

/** @returns whether the libraries are there now, compiled */
export async function installLibraries({ wanted }) {
  return install(libraries, wanted);
}

/** Sees to it that other kernels can be booted, where we may install; never an error. */
export async function installKernelTools() {
  await install(kernelTools, false, 'no other kernels are booted');
}

/** Sees to it that the addon can be compiled for the other architecture, where we may install; never an error. */
export async function installCrossTools() {
  const tool = crossTools[process.arch];
  if (tool === undefined || isOnPath(tool.name) || obstacleToInstalling() !== undefined) return;
  const failure = await aptInstall(tool.packages);
  if (failure !== undefined) say(`the collector is built for this architecture only: ${failure}`);
}

async function install(tools, wanted, consequence = 'the collector is not built') {
  const missing = tools.filter((tool) => !tool.isThere());
  if (missing.length === 0) return true;
  const names = missing.map((tool) => tool.name).join(', ');
  const packages = missing.map((tool) => tool.package);
  const obstacle = obstacleToInstalling();
  if (obstacle !== undefined) {
    say(`${consequence}: ${names} missing, and ${obstacle} (apt-get install ${packages.join(' ')})`);
    return false;
  }
  const failure = await aptInstall(packages);
  if (failure === undefined) return true;
  const message = `Cannot install ${packages.join(' ')}: ${failure}`;
  if (wanted) throw new SetupError(message);
  say(message);
  return false;
}

function obstacleToInstalling() {
  if (process.getuid?.() !== 0) return 'only root can install them';
  if (!existsSync('/sys/kernel/btf/vmlinux')) return 'this kernel has no BTF to run it with';
  if (!isOnPath('apt-get')) return 'there is no apt-get here';
  return undefined;
}

/** @returns why it failed, undefined when it did not */
async function aptInstall(packages) {
  const install = ['install', '-y', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=120', ...packages];
  const notice = `installing what is missing (apt-get install ${packages.join(' ')})`;
  const first = await runCommand('apt-get', install, { env: aptEnvironment, notice });
  if (first.code === 0) return undefined;
  // A bare image has no package lists, an old one has stale ones: ask for them only then, so that offline still works.
  const update = await runCommand('apt-get', ['update'], {
    env: aptEnvironment,
    notice: 'fetching package lists (apt-get update)',
  });
  // Also when that failed: one source of several that does not answer is no obstacle.
  const second = await runCommand('apt-get', install, { env: aptEnvironment });
  if (second.code === 0) return undefined;
  return `apt-get update ended with ${update.code}, apt-get install with ${second.code}\n${second.output}`;
}

function isOnPath(command) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, command)));
}

function hasHeader(name) {
  return headerFolders.some((folder) => existsSync(join(folder, name)));
}
