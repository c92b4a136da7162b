#!/usr/bin/env -S node --conditions=@rulelibrary/source --import tsx
// Writes every generated file from the rules; --check only says which are stale. What it does is in packages/generator.
// The condition takes the sources of our packages, so that nothing has to be built first; tsx is for Node before 22.18.
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runGenerator } from '@rulelibrary/generator';

const root = dirname(fileURLToPath(import.meta.url));
process.exitCode = await runGenerator(root, process.argv.slice(2), process);
