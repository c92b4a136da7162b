import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from './run-command.mjs';
import { SetupError } from './say.mjs';

/** Runs `npm ci` when what is installed is not what package-lock.json asks for. */
export async function installPackages(root) {
  if (isUpToDate(root)) return;
  // NODE_ENV=production or an `omit` in the user's configuration would leave out the compiler.
  const args = ['ci', '--include=dev', '--include=optional', '--loglevel=error', '--json=false'];
  const [command, ...first] = npmCommand(process.env);
  const { code, output } = await runCommand(command, [...first, ...args], {
    cwd: root,
    notice: 'installing npm packages (npm ci)',
  });
  if (code === 0) return;
  // The cause comes first; npm goes on with all it knows about its options.
  const cause = output.split('\n').slice(0, 20).join('\n');
  throw new SetupError(`Cannot install npm packages: npm ci ended with ${code}\n${cause}`);
}

function npmCommand({ NODE: node, npm_execpath: script }) {
  // Not our own binary: it may be the one in node_modules, which npm ci removes while it works.
  return script?.endsWith('.js') && node && existsSync(node) ? [node, script] : ['npm'];
}

/**
 * Compares entry by entry with what npm wrote down about its last installation. Times say nothing here: git gives every
 * file of a checkout the time of the checkout.
 */
function isUpToDate(root) {
  const wanted = packagesOf(join(root, 'package-lock.json'));
  const installed = packagesOf(join(root, 'node_modules', '.package-lock.json'));
  if (wanted === undefined) throw new SetupError('Cannot read package-lock.json: missing, or no JSON');
  if (installed === undefined || !existsSync(join(root, 'node_modules', '.bin', 'rulelib'))) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true;
    const found = installed[path];
    // Packages for other platforms are never installed; npm leaves them out of its own list.
    if (found === undefined) return entry.optional === true;
    return entry.version === found.version && entry.integrity === found.integrity && entry.link === found.link;
  });
}

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}
