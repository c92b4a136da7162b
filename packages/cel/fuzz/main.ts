// npm run fuzz -- cel [--seconds N] [--seed S] [--cases N]: the CEL compiler against itself and others, on random cases.
import { parseArgs } from 'node:util';
import { createFuzzer } from './fuzz-case.ts';
import type { Finding } from './outcome.ts';
import { createTally } from './tally.ts';
import { showValue } from './values/show-value.ts';

/** More would only repeat what the first ones say. */
const maxFindings = 10;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    cases: { type: 'string', default: 'Infinity' },
  },
});
const [seconds, seed, cases] = [values.seconds, values.seed, values.cases].map(Number);

if (positionals.join(' ') !== 'cel' || !isCount(seconds) || !isCount(seed) || !isCount(cases)) {
  console.error('Usage: npm run fuzz -- cel [--seconds 60] [--seed S] [--cases N]');
  process.exitCode = 2;
} else {
  process.exitCode = run(seed, seed + cases, Date.now() + seconds * 1000) === 0 ? 0 : 1;
}

function isCount(value: number | undefined): value is number {
  return value !== undefined && value >= 0;
}

function run(first: number, last: number, deadline: number): number {
  console.log(`cel: seeds from ${first}`);
  const tally = createTally();
  const fuzz = createFuzzer(tally);
  let findings = 0;
  let at = first;
  for (; at < last && Date.now() < deadline && findings < maxFindings; at++) {
    const finding = fuzz(at);
    if (!finding) continue;
    findings++;
    console.log(show(finding, at));
  }
  console.log([...tally.lines(), `cel: ${at - first} cases, ${findings} findings`].join('\n'));
  return findings;
}

function show({ what, source, bindings, said }: Finding, seed: number): string {
  const variables = Object.entries(bindings).filter(([name]) => new RegExp(`\\b${name}\\b`).test(source));
  const lines = [
    `found: ${what} (npm run fuzz -- cel --seed ${seed} --cases 1)`,
    `  ${source.length > 2000 ? `${source.slice(0, 2000)}…` : source}`,
    ...variables.map(
      ([name, value]) =>
        `    ${name} = ${name === 'file' || name === 'event' ? JSON.stringify(value, asText) : showValue(value)}`,
    ),
    ...Object.entries(said).map(([who, text]) => `  ${who}: ${text}`),
  ];
  return lines.join('\n');
}

function asText(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? `${value}` : value;
}
