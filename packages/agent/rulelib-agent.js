#!/usr/bin/env node
// The committed entry: npm ci links it before anything is built.

import { existsSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';

const main = new URL('./dist/main.js', import.meta.url);

// As packages/cli/rulelib.js says: an event leaves nothing behind, and V8 would keep 32 MiB for what it made while loading.
setFlagsFromString('--semi-space-growth-factor=1');

if (existsSync(main)) await import(main.href);
else {
  process.stderr.write('rulelib-agent: Cannot start: it is not built yet; run npm run build\n');
  process.exitCode = 2;
}
