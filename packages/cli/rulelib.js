#!/usr/bin/env node
// The command's committed entry: npm ci links it before anything is built.

import { existsSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';

const main = new URL('./dist/main.js', import.meta.url);

// V8 lets the memory for new objects grow to 32 MiB while modules and rules are loaded, and never takes it back from a program
// that always has something to do. An event leaves next to nothing behind: more room than the first would only be filled.
if (['watch', 'record', 'agent'].includes(process.argv[2] ?? '')) setFlagsFromString('--semi-space-growth-factor=1');

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  fail(
    `Expected Node 22.18 or newer, got "${process.versions.node}": npx rulelib runs on the one that npm ci installed`,
  );
} else if (!existsSync(main)) {
  fail('Cannot start rulelib: it is not built yet; run npm run build');
} else {
  await import(main.href);
}

function fail(message) {
  process.stderr.write(`rulelib: ${message}\n`);
  process.exitCode = 2;
}
