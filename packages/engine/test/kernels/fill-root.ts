import { cpSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { outputOf } from './run-program.ts';

const engine = fileURLToPath(new URL('../../', import.meta.url));
const repository = join(engine, '../..');
/** Beside Node: what the workloads run, and the tests' own clearing away. */
const programs = ['sh', 'rm'];

/** Fills a folder with all that runs in a virtual machine: the first process, Node, the built collector, the workloads. */
export async function fillRoot(root: string): Promise<void> {
  const app = join(root, 'app');
  for (const name of ['app', 'bin', 'dev', 'etc', 'modules', 'proc', 'sys', 'tmp', 'usr/lib'])
    mkdirSync(join(root, name), { recursive: true });
  writeFileSync(join(root, 'etc/passwd'), 'root:x:0:0:root:/:/bin/sh\n');
  await outputOf('clang', [
    '-static',
    '-O1',
    '-Wall',
    '-Wextra',
    join(engine, 'test/kernels/init.c'),
    '-o',
    join(root, 'init'),
  ]);
  await outputOf('make', ['-C', join(engine, 'native'), 'workloads']);
  await copyProgram(process.execPath, join(root, 'bin/node'), root);
  for (const name of programs)
    await copyProgram(await outputOf('sh', ['-c', `command -v ${name}`]), join(root, 'bin', name), root);
  writeFileSync(join(app, 'package.json'), '{ "type": "module" }\n');
  for (const folder of ['test/live', 'test/kernels', 'native/.output/workloads'])
    cpSync(join(engine, folder), join(app, folder), { recursive: true });
  copyPackages(['@rulelibrary/engine'], join(app, 'node_modules'));
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

/** Packages as they are installed, and those they depend on. */
function copyPackages(names: readonly string[], modules: string): void {
  const copied = new Set<string>();
  const open = [...names];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (copied.has(name)) continue;
    copied.add(name);
    const from = realpathSync(join(repository, 'node_modules', name));
    const { dependencies = {} } = JSON.parse(readFileSync(join(from, 'package.json'), 'utf8')) as Manifest;
    open.push(...Object.keys(dependencies));
    const isOurs = name.startsWith('@rulelibrary/');
    for (const part of isOurs ? ['package.json', 'dist', ...nativeParts(name)] : ['.'])
      cpSync(join(from, part), join(modules, name, part), { recursive: true });
  }
}

function nativeParts(name: string): string[] {
  return name === '@rulelibrary/engine'
    ? [`native/.output/${process.arch}/collector.node`, `native/.output/${process.arch}/collector.bpf.o`]
    : [];
}

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
}
