import { spawn } from 'node:child_process';
import { say } from './say.mjs';

/** Enough to show why a compiler or apt failed; characters. */
const outputKept = 64 * 1024;

/**
 * Runs a command with its output kept, so that a step that succeeds says one line at most.
 * @param notice said when the command is not done after `noticeMs` (0: at once)
 * @returns exit code (127 where the command does not exist, 128 + signal number is not told apart: 1) and the end of its output
 */
export function runCommand(command, args, { cwd, env, notice, noticeMs = 0 } = {}) {
  if (notice !== undefined && noticeMs === 0) say(notice);
  const timer = notice !== undefined && noticeMs > 0 ? setTimeout(say, noticeMs, notice) : undefined;
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    const keep = (text) => {
      output = (output + text).slice(-outputKept);
    };
    child.stdout.setEncoding('utf8').on('data', keep);
    child.stderr.setEncoding('utf8').on('data', keep);
    const finish = (code) => {
      clearTimeout(timer);
      resolve({ code, output: output.trimEnd() });
    };
    child.on('error', (error) => {
      output += error.message;
      finish(127);
    });
    child.on('close', (code) => finish(code ?? 1));
  });
}
