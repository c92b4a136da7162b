// npm run fuzz [-- cel | collector] [--seconds N] [--seed S] [--cases N]: makes the clone ready, then fuzzes the rules'
// language, what reads untrusted bytes, or both at the same time.
// Plain JavaScript, since it runs on whatever Node the machine has; `node` is the repository's own once it is installed.

import { spawn, spawnSync } from 'node:child_process';

const folders = { cel: 'packages/cel', collector: 'packages/engine' };

const [first, ...rest] = process.argv.slice(2);
const isNamed = first !== undefined && !first.startsWith('--');

if (isNamed && !Object.hasOwn(folders, first)) {
  console.error(`Expected ${Object.keys(folders).join(' or ')}, got "${first}"`);
  process.exitCode = 2;
} else {
  const setup = spawnSync('node', ['scripts/setup.mjs', '--native', 'optional'], { stdio: 'inherit' });
  if (setup.error) throw setup.error;
  if (setup.status !== 0) process.exit(setup.status ?? 1);
  const names = isNamed ? [first] : Object.keys(folders);
  const statuses = await Promise.all(names.map((name) => fuzz(name, isNamed ? rest : process.argv.slice(2))));
  process.exitCode = Math.max(...statuses);
}

function fuzz(name, options) {
  const main = `${folders[name]}/fuzz/main.ts`;
  const child = spawn('node', ['--conditions=@rulelibrary/source', main, name, ...options], { stdio: 'inherit' });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (status) => resolve(status ?? 1));
  });
}
