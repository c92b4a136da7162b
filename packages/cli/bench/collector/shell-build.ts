import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { makeFolder } from '../make-folder.ts';

/** What configure scripts and makefiles do all day: nine processes a step, each of which opens its libraries and files. */
const script = `set -e
n=0
while [ $n -lt "$STEPS" ]; do
  mkdir -p src$n out$n
  printf 'name=@NAME@ version=%s\\n' $n > src$n/in
  sed "s/@NAME@/part$n/" src$n/in > out$n/config
  grep -q part out$n/config
  cp out$n/config out$n/copy
  cat out$n/config out$n/copy | sort | uniq > out$n/list
  cksum out$n/list >> sums
  n=$((n + 1))
done`;

/** Seconds that a build by shell script takes, on a file system in memory. */
export function timeShellBuild(steps: number): number {
  const cwd = makeFolder();
  try {
    const beganMs = performance.now();
    execFileSync('/bin/sh', ['-c', script], { cwd, env: { PATH: process.env['PATH'] ?? '', STEPS: String(steps) } });
    return (performance.now() - beganMs) / 1000;
  } finally {
    rmSync(cwd, { recursive: true });
  }
}
