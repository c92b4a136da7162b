// Makes a fresh clone ready to run: npm packages, what Debian has to install, the builds. Plain JavaScript without
// dependencies, since it runs on whatever Node the machine has, before anything is installed.
//
//   node scripts/setup.mjs --native wanted|optional
//
// wanted: a collector that could be built and is not is an error. optional: it is said, and the command goes on without.
// Everything is said on standard error: `npm start -- --format json` hands standard output to the reader.

import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildPackages } from './setup/build-packages.mjs';
import { holdLock } from './setup/hold-lock.mjs';
import { installNativeTools } from './setup/install-native-tools.mjs';
import { installPackages } from './setup/install-packages.mjs';
import { SetupError, say } from './setup/say.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

try {
  const nativeWanted = parseArguments(process.argv.slice(2));
  await holdLock(root);
  await installPackages(root);
  const canBuildNative = await installNativeTools({ wanted: nativeWanted });
  await buildPackages(root, { native: canBuildNative, nativeWanted });
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  say(error.message);
  process.exitCode = 1;
}

function parseArguments(args) {
  const [name, value, ...rest] = args;
  if (name === '--native' && (value === 'wanted' || value === 'optional') && rest.length === 0)
    return value === 'wanted';
  throw new SetupError(`Expected --native wanted or --native optional, got "${args.join(' ')}"`);
}
