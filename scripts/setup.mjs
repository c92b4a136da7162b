// Makes a fresh clone ready to run: npm packages, what Debian has to install, the builds. Plain JavaScript without
// dependencies, since it runs on whatever Node the machine has, before anything is installed.
//
//   node scripts/setup.mjs --native wanted|optional [--kernels]
//
// wanted: a collector that could be built and is not is an error. optional: it is said, and the command goes on without.
// --kernels: other kernels are going to be booted.
// Everything is said on standard error: `npm start -- --format json` hands standard output to the reader.

import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildPackages } from './setup/build-packages.mjs';
import { fetchLibraries } from './setup/fetch-libraries.mjs';
import { holdLock } from './setup/hold-lock.mjs';
import {
  installCrossTools,
  installKernelTools,
  installLibraries,
  installNativeTools,
} from './setup/install-native-tools.mjs';
import { installPackages } from './setup/install-packages.mjs';
import { SetupError, say } from './setup/say.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

try {
  const { nativeWanted, kernels } = parseArguments(process.argv.slice(2));
  await holdLock(root);
  await installPackages(root);
  const hasTools = await installNativeTools({ wanted: nativeWanted });
  const libraries = hasTools ? await fetchLibraries() : undefined;
  if (kernels) await installKernelTools();
  if (nativeWanted && libraries !== undefined) await installCrossTools();
  const canBuildNative = hasTools && (libraries !== undefined || (await installLibraries({ wanted: nativeWanted })));
  await buildPackages(root, { native: canBuildNative, nativeWanted, libraries });
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  say(error.message);
  process.exitCode = 1;
}

function parseArguments(args) {
  const [name, value, ...rest] = args;
  const isKnown = name === '--native' && (value === 'wanted' || value === 'optional');
  const kernels = rest.length === 1 && rest[0] === '--kernels';
  if (isKnown && (rest.length === 0 || kernels)) return { nativeWanted: value === 'wanted', kernels };
  throw new SetupError(`Expected --native wanted or --native optional, got "${args.join(' ')}"`);
}
