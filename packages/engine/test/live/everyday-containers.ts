import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { toolPath } from './container-tools.ts';
import { mountOverlay, unmount } from './overlay-root.ts';
import { runProgram } from './run-program.ts';
import { createRuncRuntime } from './runc-runtime.ts';
import { makeFolder, removeFolder, workloadPath } from './workload.ts';

/** A container that does what containers do on any day. */
export interface EverydayContainer {
  readonly name: string;
  readonly id: string;
  /** Does its work again and again until {@link EverydayContainers.settle}, then once whenever it is run. */
  run(): Promise<unknown>;
}

export interface EverydayContainers {
  readonly containers: readonly EverydayContainer[];
  /** From now on a run does its work once. */
  settle(): void;
  close(): void;
}

const wait = 'until wget -q -O /dev/null http://127.0.0.1:$PORT/ || [ $((i += 1)) -gt 100 ]; do sleep 0.1; done';

/** The work, as a shell script; `/shared` has what each needs. Programs that this machine lacks are left out. */
const works: Readonly<Record<string, readonly [needed: string, script: string]>> = {
  apt: ['apt-get', 'apt-get -qq -o Dir::Etc::sourcelist=/shared/apt.list -o Dir::Etc::sourceparts=/dev/null update'],
  nginx: [
    'nginx',
    'nginx -c /shared/nginx.conf; wrk -t1 -c4 -d1s http://127.0.0.1:8080/ > /dev/null; nginx -c /shared/nginx.conf -s quit; sleep 0.5',
  ],
  node: [
    'node',
    `/usr/local/bin/rulelib-node /shared/server.mjs & PORT=8081; i=0; ${wait}; kill -TERM $!; wait $!; true`,
  ],
  sqlite: [
    'sqlite3',
    'rm -f /tmp/x.db; sqlite3 /tmp/x.db "create table t (a); insert into t values (1); select * from t" > /dev/null',
  ],
  git: ['git', 'rm -rf /tmp/clone; git clone -q /shared/bare.git /tmp/clone'],
};

const nginxConfiguration = `
pid /tmp/nginx.pid;
error_log /tmp/nginx-error.log;
events {}
http { access_log /tmp/nginx-access.log; server { listen 127.0.0.1:8080; root /shared/site; } }
`;

const server = `
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
createServer((request, response) => response.end(readFileSync('/shared/site/index.html'))).listen(8081, '127.0.0.1');
process.on('SIGTERM', () => process.exit());
`;

/** Containers of runc with all of this machine's programs in their image. */
export async function makeEverydayContainers(): Promise<EverydayContainers> {
  // A layer cannot lie within the one below it.
  const folder = makeFolder('/dev/shm');
  const shared = path.join(folder, 'shared');
  makeShared(shared);
  const names = Object.keys(works).filter((name) => toolPath(works[name]?.[0] ?? '') !== undefined);
  const roots: string[] = [];
  const containers: EverydayContainer[] = [];
  for (const name of names) {
    const home = path.join(folder, name);
    mkdirSync(home);
    const rootfs = mountOverlay(home, '/');
    roots.push(rootfs);
    // What is added to the image beforehand lies in the upper layer, so it is mounted.
    const runc = createRuncRuntime(home, rootfs, { workloads: path.dirname(workloadPath('routine')), shared });
    const id = `rulelib-everyday-${name}-${process.pid}`;
    const bundle = await runc.prepare(id, scriptOf(works[name]?.[1] ?? ''));
    containers.push({ name, id, run: () => runProgram('runc', ['run', '--bundle', bundle, id]) });
  }
  return {
    containers,
    settle: () => writeFileSync(path.join(shared, 'once'), ''),
    close() {
      for (const root of roots) unmount(root);
      removeFolder(folder);
    },
  };
}

function scriptOf(work: string): string {
  return `ip link set lo up; while :; do ${work.replace('/usr/local/bin/rulelib-node', process.execPath)}\n[ -e /shared/once ] && break; sleep 1; done`;
}

function makeShared(shared: string): void {
  mkdirSync(path.join(shared, 'site'), { recursive: true });
  mkdirSync(path.join(shared, 'mirror'));
  writeFileSync(path.join(shared, 'site/index.html'), '<p>hello\n');
  writeFileSync(path.join(shared, 'mirror/Packages'), '');
  writeFileSync(path.join(shared, 'apt.list'), 'deb [trusted=yes] file:/shared/mirror ./\n');
  writeFileSync(path.join(shared, 'nginx.conf'), nginxConfiguration);
  writeFileSync(path.join(shared, 'server.mjs'), server);
  if (toolPath('git') === undefined) return;
  const work = path.join(shared, 'work');
  const git = (...args: readonly string[]) => execFileSync('git', ['-C', work, ...args], { stdio: 'ignore' });
  mkdirSync(work);
  git('init', '-q');
  writeFileSync(path.join(work, 'file'), 'text\n');
  git('add', '.');
  git('-c', 'user.name=x', '-c', 'user.email=x@example.test', 'commit', '-qm', 'One');
  execFileSync('git', ['clone', '-q', '--bare', work, path.join(shared, 'bare.git')]);
  rmSync(work, { recursive: true });
}
