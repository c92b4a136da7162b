// npm run bench -- collector | cel | threat-rules | bindings | profiles | cluster [--json]: makes the clone ready, then measures
// the collector, the rules' language, threat rules, an engine of a large cluster, learned containers, or the view of a
// cluster; without a name all of them, one after the other. The collector is built for its own alone.
// Plain JavaScript, since it runs on whatever Node the machine has; `node` is the repository's own once it is installed.

import { spawnSync } from 'node:child_process';

const sources = '--conditions=@rulelibrary/source';
const benches = {
  collector: ['packages/cli/bench/main.ts', 'collector'],
  cel: ['packages/cel/bench/main.ts'],
  'threat-rules': ['packages/cli/bench/main.ts', 'threat-rules'],
  bindings: ['--expose-gc', sources, 'packages/cli/bench/main.ts', 'bindings'],
  profiles: ['packages/cli/bench/main.ts', 'profiles'],
  cluster: [sources, 'packages/kubernetes/bench/main.ts'],
};

const args = process.argv.slice(2);
const options = args.filter((arg) => arg.startsWith('-'));
const names = args.filter((arg) => !arg.startsWith('-'));
const unknown = names.find((name) => !Object.hasOwn(benches, name));
if (unknown !== undefined) {
  console.error(`Expected ${Object.keys(benches).join(', ')} or nothing, got "${unknown}"`);
  process.exit(2);
}
for (const name of names.length > 0 ? names : Object.keys(benches)) {
  const needsKernel = name === 'collector';
  run('node', 'scripts/setup.mjs', '--native', needsKernel ? 'wanted' : 'optional');
  if (needsKernel) run('make', '--silent', '-C', 'packages/engine/native', 'workloads');
  run('node', ...benches[name], ...options);
}

function run(command, ...args) {
  const { status, error } = spawnSync(command, args, { stdio: 'inherit' });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}
