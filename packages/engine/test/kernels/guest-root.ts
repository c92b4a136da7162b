import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Architecture, ownArchitecture } from './architecture.ts';
import { outputOf } from './run-program.ts';

const repository = fileURLToPath(new URL('../../../../', import.meta.url));

/** Beside Node: what the workloads run, and the tests' own clearing away. */
const programs = ['sh', 'rm'];

/** Puts Node, a shell and the C library into the root of a virtual machine. */
export async function fillPrograms(root: string, architecture: Architecture): Promise<void> {
  if (architecture !== ownArchitecture) return fillForeignPrograms(root, architecture);
  await copyProgram(process.execPath, join(root, 'bin/node'), root);
  for (const name of programs)
    await copyProgram(await outputOf('sh', ['-c', `command -v ${name}`]), join(root, 'bin', name), root);
}

/** With the libraries that it links, where its loader looks for them. */
async function copyProgram(path: string, to: string, root: string): Promise<void> {
  cpSync(realpathSync(path), to);
  const linked = await outputOf('ldd', [path]);
  for (const [library] of linked.matchAll(/\/\S+/g)) {
    if (library === path) continue;
    mkdirSync(join(root, dirname(library)), { recursive: true });
    cpSync(realpathSync(library), join(root, library));
  }
}

/** What cannot be run here cannot be asked for its libraries: they come from Debian, all of those that are there. */
async function fillForeignPrograms(root: string, architecture: Architecture): Promise<void> {
  const debian = await outputOf('node', [join(repository, 'scripts/debian/unpack-root.mjs'), architecture]);
  for (const name of programs) cpSync(realpathSync(join(debian, 'bin', name)), join(root, 'bin', name));
  for (const library of globSync(
    '{,usr/}lib/{,*-linux-gnu/}{ld-linux-*,libc,libm,libdl,libpthread,libstdc++,libgcc_s,libatomic}.so*',
    { cwd: debian },
  )) {
    mkdirSync(join(root, dirname(library)), { recursive: true });
    cpSync(realpathSync(join(debian, library)), join(root, library));
  }
  cpSync(await fetchNode(architecture), join(root, 'bin/node'));
}

/** Node for another architecture, from the package that carries it; kept for all checkouts. */
async function fetchNode(architecture: Architecture): Promise<string> {
  const { optionalDependencies } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as {
    readonly optionalDependencies: Readonly<Record<string, string>>;
  };
  const name = `node-linux-${architecture}`;
  const range = optionalDependencies[name] as string;
  const cache = join(homedir(), '.cache/rulelibrary/node');
  const target = join(cache, `${architecture}-${range.replaceAll(/[^\d.]/g, '')}`);
  if (!existsSync(target)) {
    mkdirSync(cache, { recursive: true });
    const work = mkdtempSync(join(cache, 'work-'));
    try {
      const file = await outputOf('npm', ['pack', '--silent', '--pack-destination', work, `${name}@${range}`]);
      await outputOf('tar', ['-xzf', join(work, file), '-C', work, 'package/bin/node']);
      renameSync(join(work, 'package/bin/node'), target);
    } finally {
      rmSync(work, { recursive: true });
    }
  }
  return target;
}
