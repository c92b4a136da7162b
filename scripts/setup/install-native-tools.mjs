import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runCommand } from './run-command.mjs';
import { SetupError, say } from './say.mjs';

const headerFolders = ['/usr/include', '/usr/local/include'];

/** What compiling the collector takes, how to see that it is there, and the Debian package that has it. */
const nativeTools = [
  { name: 'clang', package: 'clang', isThere: () => isOnPath('clang') },
  { name: 'make', package: 'make', isThere: () => isOnPath('make') },
  { name: 'libbpf', package: 'libbpf-dev', isThere: () => hasHeader('bpf/libbpf.h') && hasHeader('bpf/bpf_helpers.h') },
  { name: 'libelf', package: 'libelf-dev', isThere: () => hasHeader('libelf.h') },
  { name: 'zlib', package: 'zlib1g-dev', isThere: () => hasHeader('zlib.h') },
  { name: 'the C library headers', package: 'libc6-dev', isThere: () => hasHeader('stdio.h') },
];

const aptEnvironment = { DEBIAN_FRONTEND: 'noninteractive' };

/**
 * Sees to it that the collector can be compiled, where the machine can run it and we may install.
 * @returns whether everything it takes is there now
 */
export async function installNativeTools({ wanted }) {
  if (process.platform !== 'linux') return false;
  const missing = nativeTools.filter((tool) => !tool.isThere());
  if (missing.length === 0) return true;
  const names = missing.map((tool) => tool.name).join(', ');
  const packages = missing.map((tool) => tool.package);
  const obstacle = obstacleToInstalling();
  if (obstacle !== undefined) {
    say(`the collector is not built: ${names} missing, and ${obstacle} (apt-get install ${packages.join(' ')})`);
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
  const notice = `installing what the collector is built with (apt-get install ${packages.join(' ')})`;
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
