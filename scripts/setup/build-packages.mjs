import { join } from 'node:path';
import { runCommand } from './run-command.mjs';
import { SetupError, say } from './say.mjs';

/** A build out of turbo's cache is over by then, and nothing is said. */
const noticeMs = 1_500;

const turboEnvironment = { TURBO_TELEMETRY_DISABLED: '1', TURBO_NO_UPDATE_NOTIFIER: '1', DO_NOT_TRACK: '1' };

/**
 * Builds every package, and the collector where `native` says that it can be built. Throws SetupError.
 * @param libraries folder of the sources of its libraries; undefined: it links what the machine has
 */
export async function buildPackages(root, { native, nativeWanted, libraries = '' }) {
  const tasks = native ? ['build', 'build:native'] : ['build'];
  const result = await turboRun(root, tasks, libraries, `building (turbo run ${tasks.join(' ')})`);
  if (result.code === 0) return;
  if (native && !nativeWanted && (await turboRun(root, ['build'], libraries)).code === 0) {
    say(`the collector is not built: turbo run build:native ended with ${result.code}\n${result.output}`);
    return;
  }
  throw new SetupError(`Cannot build: turbo run ${tasks.join(' ')} ended with ${result.code}\n${result.output}`);
}

function turboRun(root, tasks, libraries, notice) {
  const args = ['run', ...tasks, '--output-logs=errors-only', '--no-color'];
  return runCommand(join(root, 'node_modules', '.bin', 'turbo'), args, {
    cwd: root,
    env: { ...turboEnvironment, LIBRARIES: libraries },
    notice,
    noticeMs,
  });
}
