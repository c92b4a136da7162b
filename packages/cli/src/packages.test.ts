import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { installInto, packInto, publishedPackages, runIn, type Tarball } from './packages.test.support.ts';
import { root, runCli } from './run-cli.test.support.ts';

// What npm publishes, packed and installed into an empty project. It packs what was built: npm run build.

const packages = publishedPackages();
const folder = mkdtempSync(join(tmpdir(), 'rulelib-packages-'));
const project = join(folder, 'project');
const checkout = resolve(root);
const sample = 'packages/cli/samples/acts.jsonl';
let tarballs: readonly Tarball[] = [];
let obstacle: string | undefined;

beforeAll(async () => {
  tarballs = await packInto(folder, packages);
  mkdirSync(project);
  obstacle = await installInto(project, tarballs);
  // The default reporter shows how many were skipped, and not why.
  if (obstacle !== undefined) console.warn(`the packages are not installed: ${obstacle}`);
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

function skipUninstalled({ skip }: TestContext): void {
  if (obstacle !== undefined) skip(obstacle);
}

describe.each(packages.map((entry) => [entry.manifest.name, entry] as const))('%s', (name, entry) => {
  const { manifest } = entry;
  const files = () => tarballs.find((tarball) => tarball.name === name)?.files ?? [];

  it('says what npm asks for, and no repository', () => {
    expect(manifest).toMatchObject({
      version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
      description: expect.stringMatching(/./),
      license: 'Apache-2.0',
      type: 'module',
      engines: { node: '>=22.18' },
      publishConfig: { access: 'public' },
    });
    expect(manifest).not.toHaveProperty('repository');
  });

  it('depends on the other packages in the version they have', () => {
    const versions = new Map(packages.map((other) => [other.manifest.name, other.manifest.version]));
    const ours = Object.entries(manifest.dependencies ?? {}).filter(([other]) => other.startsWith('@rulelibrary/'));
    expect(ours).toEqual(ours.map(([other]) => [other, versions.get(other)]));
  });

  it('holds README, licence and all that its package.json names', () => {
    const entries = Object.values(manifest.exports ?? {}).flatMap((target) =>
      // The condition for this checkout names what is not published.
      typeof target === 'string' ? [target] : [target['types'], target['default']],
    );
    const named = [...entries, ...Object.values(manifest.bin ?? {})].map((path) => path?.replace(/^\.\//, ''));
    expect(named.length).toBeGreaterThan(0);
    expect(files()).toEqual(expect.arrayContaining(['README.md', 'LICENSE', ...named]));
    expect(readFileSync(join(entry.folder, 'LICENSE'), 'utf8')).toBe(readFileSync(join(root, 'LICENSE'), 'utf8'));
  });

  it('holds no tests, no sources and nothing of the build', () => {
    const foreign = /\.test\.|(^|\/)(src|test|bench|scripts|node_modules|\.turbo)\/|tsconfig|turbo\.json|(?<!\.d)\.ts$/;
    expect(files().filter((file) => foreign.test(file))).toEqual([]);
  });

  it('names no path of the machine it was built on', () => {
    // What is compiled of native/ is no text.
    const texts = files().filter((file) => !file.startsWith('native/'));
    expect(texts.filter((file) => readFileSync(join(entry.folder, file), 'utf8').includes(checkout))).toEqual([]);
  });
});

describe('installed into an empty project', () => {
  it('the program in the README of the rules raises its alert', async (context) => {
    skipUninstalled(context);
    const readme = readFileSync(join(project, 'node_modules/@rulelibrary/rules/README.md'), 'utf8');
    const [, program = ''] = /^```js\n(.*?)^```$/ms.exec(readme) ?? [];
    expect(program.trimEnd().split('\n').length).toBeLessThanOrEqual(10);
    writeFileSync(join(project, 'program.js'), program);
    expect(await runIn(project, 'node', ['program.js'])).toEqual({
      code: 0,
      stdout: 'R0010 cat (pid 42) opened /etc/shadow\n',
      stderr: '',
    });
  });

  it('rules are the same as data and as YAML, with the place of every character', async (context) => {
    skipUninstalled(context);
    writeFileSync(join(project, 'compare.js'), compareRules);
    const { code, stdout, stderr } = await runIn(project, 'node', ['compare.js']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^[1-9]\d* rules are the same, [1-9]\d* of them in the default set\n$/);
  });

  it('rulelib replay finds the rules and raises what it raises in the checkout', async (context) => {
    skipUninstalled(context);
    const expected = await runCli(['replay', sample, '--format', 'json']);
    expect(expected.stdout).not.toBe('');
    const args = ['--no', 'rulelib', 'replay', join(root, sample), '--format', 'json'];
    expect(await runIn(project, 'npx', args)).toMatchObject({ code: 0, stdout: expected.stdout });
  });

  it('rulelib watch runs with the default set', async (context) => {
    skipUninstalled(context);
    const { code, stderr } = await runIn(project, 'npx', ['--no', 'rulelib', 'watch', '--for', '1s']);
    expect(code).toBe(0);
    expect(stderr).toMatch(/watching with \d+ rules|replaying a bundled recording instead/);
  });

  it('every entry has types that resolve, and the rules are what the engine takes', async (context) => {
    skipUninstalled(context);
    const entries = packages.flatMap(({ manifest }) =>
      Object.keys(manifest.exports ?? {})
        .filter((path) => !path.endsWith('.json'))
        .map((path) => manifest.name + path.slice(1)),
    );
    const imports = entries.map((path, index) => `import * as entry${index} from '${path}';\nvoid entry${index};\n`);
    writeFileSync(join(project, 'types.ts'), imports.join('') + typedProgram);
    const modules = join(root, 'node_modules');
    const options = ['--strict', '--noEmit', '--module', 'nodenext', '--target', 'es2024'];
    // The collector is for Node alone, and its types name Node's: whoever uses it has these installed.
    options.push('--typeRoots', join(modules, '@types'), '--types', 'node');
    const tsc = join(modules, 'typescript/bin/tsc');
    expect(await runIn(project, 'node', [tsc, ...options, 'types.ts'])).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  it('rulelib says what to install where the rules are missing', async (context) => {
    skipUninstalled(context);
    rmSync(join(project, 'node_modules/@rulelibrary/rules'), { recursive: true });
    const { code, stdout, stderr } = await runIn(project, 'npx', ['--no', 'rulelib', 'replay', join(root, sample)]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(
      /^rulelib: Cannot find the rule library: install @rulelibrary\/rules, or name rules with --rules$/m,
    );
  });
});

const typedProgram = `
import { createEngine } from '@rulelibrary/engine';
import { defaultRules, type RuleSpec, rules } from '@rulelibrary/rules';
const specs: readonly RuleSpec[] = rules.map(({ spec }) => spec);
createEngine({ rules: defaultRules }).problems.map(({ file, line }) => [file, line, specs.length]);
// @ts-expect-error: a severity is a number
const severity: string = specs[0]?.severity ?? '';
void severity;
`;

/** Compares what the package exports with what its YAML says. */
const compareRules = `
import { deepEqual } from 'node:assert/strict';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defaultRules, rules } from '@rulelibrary/rules';
import { readRules } from '@rulelibrary/schema/files';

const folder = dirname(fileURLToPath(import.meta.resolve('@rulelibrary/rules/package.json')));
const { rules: read, problems } = await readRules([folder]);
const named = ({ file, ...place }) => ({ file: file.replace(folder, '@rulelibrary/rules'), ...place });
deepEqual(problems, []);
deepEqual(rules.map(({ spec }) => spec.id), read.map(({ spec }) => spec.id));
for (const [index, { spec, status, version, place, placeOf, placeInText }] of rules.entries()) {
  const other = read[index];
  deepEqual({ spec, status, version }, { spec: other.spec, status: other.status, version: other.version });
  deepEqual(place, named(other.place));
  const compare = (value, pointer) => {
    deepEqual(placeOf(pointer), named(other.placeOf(pointer)));
    if (typeof value === 'string')
      for (let at = 0; at <= value.length; at++)
        deepEqual(placeInText(pointer, at), named(other.placeInText(pointer, at)));
    if (typeof value === 'object') for (const [key, child] of Object.entries(value)) compare(child, pointer + '/' + key);
  };
  compare(spec, '');
  deepEqual(placeOf('/expressions/none'), named(other.placeOf('/expressions/none')));
}
deepEqual(defaultRules, rules.filter(({ status }) => status === 'stable'));
console.log(rules.length + ' rules are the same, ' + defaultRules.length + ' of them in the default set');
`;
