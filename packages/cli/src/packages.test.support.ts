import { execFile } from 'node:child_process';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { root } from './run-cli.test.support.ts';

/** What a package.json says, as far as publishing is concerned. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly exports?: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly bin?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly [key: string]: unknown;
}

export interface Package {
  readonly folder: string;
  readonly manifest: Manifest;
}

/** The packages of this checkout that are published. */
export function publishedPackages(): Package[] {
  const { workspaces } = readManifest(root) as { readonly workspaces?: string[] };
  const files = globSync(
    (workspaces ?? []).map((folder) => `${folder}/package.json`),
    { cwd: root },
  ).sort();
  const packages = files.map((file) => {
    const folder = join(root, dirname(file));
    return { folder, manifest: readManifest(folder) };
  });
  return packages.filter(({ manifest }) => manifest.private !== true);
}

function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
}

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command in a folder, as a person would outside of this checkout. */
export async function runIn(cwd: string, command: string, args: readonly string[]): Promise<Outcome> {
  // Under `npm test` these name this checkout, and vitest's colours would be asked for.
  const foreign = /^(npm_package_|npm_lifecycle_|npm_config_local_prefix$|INIT_CWD$|FORCE_COLOR$|NO_COLOR$)/;
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
  try {
    const { stdout, stderr } = await promisify(execFile)(command, args, { cwd, env, maxBuffer: 64 * 1024 * 1024 });
    return { code: 0, stdout, stderr };
  } catch (error) {
    const { code, stdout = '', stderr = '', message } = error as Error & Partial<Outcome>;
    if (typeof code !== 'number') throw new Error(`Cannot run ${command}: ${message}`, { cause: error });
    return { code, stdout, stderr };
  }
}

/** A package as `npm pack` leaves it. */
export interface Tarball {
  readonly name: string;
  readonly path: string;
  /** Paths in the package. */
  readonly files: readonly string[];
}

/** Packs the packages into the folder. */
export async function packInto(folder: string, packages: readonly Package[]): Promise<Tarball[]> {
  const workspaces = packages.flatMap(({ manifest }) => ['--workspace', manifest.name]);
  const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder, ...workspaces];
  const { code, stdout, stderr } = await runIn(root, 'npm', args);
  if (code !== 0) throw new Error(`Cannot pack: ${stderr}`);
  const packed = JSON.parse(stdout) as { name: string; filename: string; files: { path: string }[] }[];
  return packed.map(({ name, filename, files }) => ({
    name,
    path: join(folder, filename),
    files: files.map(({ path }) => path),
  }));
}

const unreachable =
  /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ERR_SOCKET_TIMEOUT)\b/;

/**
 * Installs the tarballs into an empty project, and from the registry what they depend on; peers are left out.
 * @returns why it is not possible here, undefined when it is done
 */
export async function installInto(project: string, tarballs: readonly Tarball[]): Promise<string | undefined> {
  writeFileSync(join(project, 'package.json'), '{ "private": true, "type": "module" }\n');
  const options = ['--prefer-offline', '--legacy-peer-deps', '--no-audit', '--no-fund', '--fetch-retries=0'];
  const { code, stderr } = await runIn(project, 'npm', ['install', ...options, ...tarballs.map(({ path }) => path)]);
  if (code === 0) return undefined;
  const [cause] = unreachable.exec(stderr) ?? [];
  if (cause === undefined) throw new Error(`Cannot install the packages: ${stderr}`);
  return `the npm registry cannot be reached: ${cause}`;
}
