import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('collector-process.ts', import.meta.url));

/** A process that runs collector-process.ts. */
export interface CollectorProcess {
  readonly child: ChildProcess;
  /** What it has printed so far. */
  readonly lines: readonly string[];
  /** Resolves with the exit code or the signal that ended it. */
  readonly ended: Promise<number | string | null>;
}

/** @param mode `graceful` handles SIGTERM and SIGINT by stopping the collector; `plain` does not handle them */
export function startCollectorProcess(mode: 'graceful' | 'plain'): CollectorProcess {
  const child = spawn(process.execPath, ['--conditions=@rulelibrary/source', script, mode], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: string[] = [];
  createInterface(child.stdout as NodeJS.ReadableStream).on('line', (line) => lines.push(line));
  const ended = new Promise<number | string | null>((resolve, reject) => {
    child.on('error', reject).on('close', (code, signal) => resolve(signal ?? code));
  });
  return { child, lines, ended };
}
