import os from 'node:os';
import type { Engine } from './engines/engine.ts';
import type { Figures, Report } from './report.ts';

/** The figures for people: the peers as how many times as long they take. */
export function printReport({ rules, geomean, ruleSet }: Report, engines: readonly Engine[]): void {
  console.log('ns an evaluation             rulelibrary     cel-js   @bufbuild/cel     cel-go');
  for (const rule of rules) console.log(row(`${rule.id} ${rule.eventType}`, rule));
  console.log(row('geometric mean', geomean));
  console.log();
  console.log('rules in the set        ns an event');
  for (const [count, ns] of Object.entries(ruleSet)) console.log(`${integer(Number(count), 16)}${integer(ns, 19)}`);
  console.log();
  console.log(`${engines.map(({ name, version }) => `${name} ${version}`).join(', ')}; ${machine()}`);
}

function row(name: string, { ns, vsCelJs, vsBufbuild, vsCelGo }: Figures): string {
  const peers =
    times(vsCelJs, 11) + times(vsBufbuild, 16) + (vsCelGo === null ? 'no Go'.padStart(11) : times(vsCelGo, 11));
  return `${name.padEnd(28)}${ns.toFixed(1).padStart(12)}${peers}`;
}

function times(ratio: number, width: number): string {
  return `× ${ratio < 10 ? ratio.toFixed(1) : ratio.toFixed(0)}`.padStart(width);
}

function integer(value: number, width: number): string {
  return Math.round(value).toLocaleString('en').padStart(width);
}

function machine(): string {
  const kernel = os.release().split('.').slice(0, 2).join('.');
  return `${os.availableParallelism()} cores, ${os.type()} ${kernel}, Node ${process.versions.node}`;
}
