// Writes what @rulelibrary/rules consists of beside its YAML: the rules as data, and their types. It stands here and not in
// pkg/rules because that package imports no other, and neither does what it publishes.
//
//   node scripts/build-rules.ts

import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { formatProblem, type Rule } from '@rulelibrary/schema';
import { readRules } from '@rulelibrary/schema/files';
import { declarationFiles, renderDeclarations, renderModule } from './rules-package/render-package.ts';

const root = dirname(import.meta.dirname);
const library = join(root, 'pkg/rules');
const dist = join(library, 'dist');
const declarations = dirname(fileURLToPath(import.meta.resolve('@rulelibrary/schema')));

const { rules, problems } = await readRules([library]);
if (problems.length > 0) {
  process.stderr.write(`${problems.map(formatProblem).join('\n')}\n`);
  process.exitCode = 1;
} else {
  mkdirSync(join(dist, 'schema'), { recursive: true });
  writeFileSync(join(dist, 'index.js'), renderModule(rules, nameInPackage));
  writeFileSync(join(dist, 'index.d.ts'), renderDeclarations());
  for (const file of declarationFiles) copyFileSync(join(declarations, file), join(dist, 'schema', file));
}

/** As an import would name it: a path of the machine that built the package says nothing on another. */
function nameInPackage({ place }: Rule): string {
  return `@rulelibrary/rules/${relative(library, place.file)}`;
}
