// npm run bench [-- cel | threat-rules] [--json]: makes the clone ready, then measures the collector, the rules' language,
// or threat rules; the collector is built for the first alone.
// Plain JavaScript, since it runs on whatever Node the machine has; `node` is the repository's own once it is installed.

import { spawnSync } from 'node:child_process';

const [first, ...rest] = process.argv.slice(2);

if (first === 'cel') {
  run('node', 'scripts/setup.mjs', '--native', 'optional');
  run('node', 'packages/cel/bench/main.ts', ...rest);
} else if (first === 'threat-rules') {
  run('node', 'scripts/setup.mjs', '--native', 'optional');
  run('node', 'packages/cli/bench/main.ts', first, ...rest);
} else {
  run('node', 'scripts/setup.mjs', '--native', 'wanted');
  run('make', '--silent', '-C', 'packages/engine/native', 'workloads');
  run('node', 'packages/cli/bench/main.ts', ...process.argv.slice(2));
}

function run(command, ...args) {
  const { status, error } = spawnSync(command, args, { stdio: 'inherit' });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}
