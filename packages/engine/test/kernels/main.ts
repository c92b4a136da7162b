// npm run test:kernels [-- <kernel>…]: boots Debian's kernels one after the other, and runs the workloads on each and on the one that
// runs here. Exit code 1 where an act was not seen that should have been, or a kernel broke down;
// 2 where a kernel could not be had. With all kernels
// it writes docs/kernels.md.
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Architecture, crossCompilers, machines, ownArchitecture } from './architecture.ts';
import { bootKernel, type Emulation, fetchKernel, type Guest, packSharedRoot } from './boot-kernel.ts';
import { type KernelSource, kernels } from './kernels.ts';
import { findGap } from './known-gaps.ts';
import { parseReport } from './parse-report.ts';
import { renderTable } from './render-table.ts';
import type { KernelReport } from './report.ts';
import { runHere } from './run-here.ts';

const document = fileURLToPath(new URL('../../../../docs/kernels.md', import.meta.url));
const reportFolder = fileURLToPath(new URL('../../native/.output/kernels/', import.meta.url));
const needed = ['cpio', 'xz'];

process.exitCode = await main(process.argv.slice(2));

async function main(names: readonly string[]): Promise<number> {
  const unknown = names.find((name) => !kernels.some((kernel) => kernel.name === name));
  if (unknown !== undefined)
    return refuse(`Unknown kernel "${unknown}": one of ${kernels.map(({ name }) => name).join(', ')}`);
  const chosen = kernels.filter(({ name }) => names.length === 0 || names.includes(name));
  const missing = [...needed, ...chosen.flatMap(programsOf)].filter((program) => !isOnPath(program));
  if (missing.length > 0) return refuse(`Cannot boot kernels: ${[...new Set(missing)].join(', ')} missing`);
  if (process.arch !== 'x64') return refuse(`Cannot boot kernels: expected x64, got "${process.arch}"`);
  const { reports, broken } = await testAll(chosen);
  if (names.length === 0 && reports.length === kernels.length) writeFileSync(document, renderTable(reports));
  if (broken > 0 || reports.some((report) => failuresOf(report).length > 0)) return 1;
  return reports.length < chosen.length ? 2 : 0;
}

/** The reports of those that could be tested. */
async function testAll(chosen: readonly KernelSource[]): Promise<{ reports: KernelReport[]; broken: number }> {
  const reports: KernelReport[] = [];
  let broken = 0;
  mkdirSync(reportFolder, { recursive: true });
  const roots = new Map<Architecture, string>();
  try {
    for (const kernel of chosen) {
      const { name, architecture } = kernel;
      const guest = kernel.suite === undefined ? undefined : await fetchOrSay(kernel, roots);
      if (kernel.suite !== undefined && guest === undefined) continue;
      const report = await testKernel(name, (emulation) =>
        guest === undefined ? runHere() : bootKernel({ ...guest, architecture }, emulation),
      );
      if (report) reports.push(report);
      else broken++;
    }
  } finally {
    for (const root of roots.values()) rmSync(dirname(root), { recursive: true });
  }
  return { reports, broken };
}

/** What runs in front of the kernel, and the kernel. */
async function fetchOrSay(
  { name, suite = '', architecture }: KernelSource,
  roots: Map<Architecture, string>,
): Promise<Omit<Guest, 'architecture'> | undefined> {
  try {
    const sharedRoot = roots.get(architecture) ?? (await packSharedRoot(architecture));
    roots.set(architecture, sharedRoot);
    return { folder: await fetchKernel(suite, architecture), sharedRoot };
  } catch (error) {
    say(`${name}: ${(error as Error).message}`);
    return undefined;
  }
}

/** Undefined: it did not come to its end, twice. */
async function testKernel(
  name: string,
  run: (emulation: Emulation) => Promise<string>,
): Promise<KernelReport | undefined> {
  for (const emulation of ['multi', 'single'] as const) {
    const start = performance.now();
    try {
      const report = parseReport(await run(emulation));
      sayReport(name, report, Math.round((performance.now() - start) / 1000));
      return report;
    } catch (error) {
      say(`${name}: ${(error as Error).message}`);
    }
  }
  return undefined;
}

function sayReport(name: string, report: KernelReport, seconds: number): void {
  // Every act with its outcome, for whoever wants to know more than is printed.
  writeFileSync(`${reportFolder}${name}.json`, JSON.stringify(report, undefined, 1));
  const count = (outcome: string): string =>
    `${report.acts.filter((act) => act.outcome === outcome).length} ${outcome}`;
  const counts = ['seen', 'skipped', 'unavailable', 'failed'].map(count).join(', ');
  say(`${name} (${report.release}): ${counts}; ${seconds} s`);
  for (const { workload, act, detail } of failuresOf(report)) say(`  ${workload} ${act}: ${detail}`);
}

function failuresOf({ acts, release }: KernelReport): KernelReport['acts'] {
  return acts.filter((act) => act.outcome === 'failed' && !findGap(act, release));
}

/** A virtual machine's emulator, and what compiles for it where it is not like this one. */
function programsOf({ suite, architecture }: KernelSource): string[] {
  if (suite === undefined) return [];
  const { emulator } = machines[architecture];
  return architecture === ownArchitecture ? [emulator] : [emulator, crossCompilers[architecture]];
}

function isOnPath(program: string): boolean {
  return (process.env['PATH'] ?? '').split(':').some((folder) => existsSync(`${folder}/${program}`));
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function refuse(reason: string): number {
  process.stderr.write(`${reason}\n`);
  return 2;
}
