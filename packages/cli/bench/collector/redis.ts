import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { makeFolder } from '../make-folder.ts';
import { sleep } from './background.ts';

const programs = ['redis-server', 'redis-benchmark'] as const;

/** Why redis cannot be measured here; undefined where it can. */
export function missingRedis(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const missing = programs.filter((name) => !folders.some((folder) => existsSync(join(folder, name))));
  return missing.length === 0 ? undefined : `${missing.join(' and ')} not installed`;
}

/** Seconds that redis-benchmark takes for its GETs and SETs, by twenty connections to a server on this machine. */
export async function timeRedis(requests: number): Promise<number> {
  const folder = makeFolder();
  const socket = join(folder, 'socket');
  const args = ['--port', '0', '--unixsocket', socket, '--save', '', '--appendonly', 'no', '--dir', folder];
  const server = spawn('redis-server', args, { stdio: 'ignore' });
  const ended = once(server, 'exit');
  try {
    for (let waits = 0; !existsSync(socket) && waits < 500; waits++) await sleep(10);
    const beganMs = performance.now();
    execFileSync('redis-benchmark', ['-s', socket, '-q', '-t', 'get,set', '-n', String(requests), '-c', '20'], {
      stdio: 'ignore',
    });
    return (performance.now() - beganMs) / 1000;
  } finally {
    server.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true });
  }
}
