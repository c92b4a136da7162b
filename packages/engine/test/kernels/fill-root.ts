import { cpSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Architecture, crossCompilers, ownArchitecture } from './architecture.ts';
import { fillPrograms } from './guest-root.ts';
import { outputOf } from './run-program.ts';

const engine = fileURLToPath(new URL('../../', import.meta.url));
const repository = join(engine, '../..');

/** Fills a folder with all that runs in a virtual machine: the first process, Node, the built collector, the workloads. */
export async function fillRoot(root: string, architecture: Architecture): Promise<void> {
  const app = join(root, 'app');
  for (const name of ['app', 'bin', 'dev', 'etc', 'modules', 'proc', 'sys', 'tmp', 'usr/lib'])
    mkdirSync(join(root, name), { recursive: true });
  writeFileSync(join(root, 'etc/passwd'), 'root:x:0:0:root:/:/bin/sh\n');
  const isOwn = architecture === ownArchitecture;
  const compiler = isOwn ? 'clang' : crossCompilers[architecture];
  await outputOf(compiler, [
    '-static',
    '-O1',
    '-Wall',
    '-Wextra',
    join(engine, 'test/kernels/init.c'),
    '-o',
    join(root, 'init'),
  ]);
  const native = join(engine, 'native');
  const output = isOwn ? '.output' : `.output/${architecture}`;
  if (!isOwn) await outputOf('make', ['-C', native, architecture]);
  await outputOf('make', [
    '-C',
    native,
    '-f',
    'workloads/workloads.mk',
    `CC=${compiler}`,
    `OUT=${output}`,
    'workloads',
  ]);
  await fillPrograms(root, architecture);
  writeFileSync(join(app, 'package.json'), '{ "type": "module" }\n');
  for (const folder of ['test/live', 'test/kernels'])
    cpSync(join(engine, folder), join(app, folder), { recursive: true });
  cpSync(join(native, output, 'workloads'), join(app, 'native/.output/workloads'), { recursive: true });
  copyPackages(['@rulelibrary/engine'], { modules: join(app, 'node_modules'), architecture });
}

/** Packages as they are installed, and those they depend on. */
function copyPackages(
  names: readonly string[],
  { modules, architecture }: { readonly modules: string; readonly architecture: Architecture },
): void {
  const copied = new Set<string>();
  const open = [...names];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (copied.has(name)) continue;
    copied.add(name);
    const from = realpathSync(join(repository, 'node_modules', name));
    const { dependencies = {} } = JSON.parse(readFileSync(join(from, 'package.json'), 'utf8')) as Manifest;
    open.push(...Object.keys(dependencies));
    const isOurs = name.startsWith('@rulelibrary/');
    for (const part of isOurs ? ['package.json', 'dist', ...nativeParts(name, architecture)] : ['.'])
      cpSync(join(from, part), join(modules, name, part), { recursive: true });
  }
}

function nativeParts(name: string, architecture: Architecture): string[] {
  return name === '@rulelibrary/engine'
    ? [`native/.output/${architecture}/collector.node`, `native/.output/${architecture}/collector.bpf.o`]
    : [];
}

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
}
