// npm run fuzz -- collector [--seconds N] [--seed S] [--cases N]: what reads untrusted bytes, on bytes that are nearly right.
import { parseArgs } from 'node:util';
import { runInNewContext } from 'node:vm';
import { fuzzCase } from './fuzz-case.ts';

/** More would only repeat what the first ones say. */
const maxFindings = 10;
/** Cases between two looks at the clock, and what they may take together: a loop without an end is a find as well. */
const batch = 200;
const maxBatchMs = 60_000;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    cases: { type: 'string', default: 'Infinity' },
  },
});
const [seconds, seed, cases] = [values.seconds, values.seed, values.cases].map(Number);

if (positionals.join(' ') !== 'collector' || !isCount(seconds) || !isCount(seed) || !isCount(cases)) {
  console.error('Usage: npm run fuzz -- collector [--seconds 60] [--seed S] [--cases N]');
  process.exitCode = 2;
} else {
  process.exitCode = run(seed, seed + cases, Date.now() + seconds * 1000) === 0 ? 0 : 1;
}

function isCount(value: number | undefined): value is number {
  return value !== undefined && value >= 0;
}

function run(first: number, last: number, deadline: number): number {
  console.log(`collector: seeds from ${first}`);
  let findings = 0;
  let at = first;
  const look = (): void => {
    for (const end = Math.min(at + batch, last); at < end && findings < maxFindings; at++) {
      const finding = fuzzCase(at);
      if (!finding) continue;
      findings++;
      console.log(`found: ${finding} (npm run fuzz -- collector --seed ${at} --cases 1)`);
    }
  };
  try {
    while (at < last && Date.now() < deadline && findings < maxFindings) withinTime(look);
  } catch (error) {
    findings++;
    console.log(`found: ${error} (npm run fuzz -- collector --seed ${at} --cases 1)`);
  }
  console.log(`collector: ${at - first} cases, ${findings} findings`);
  return findings;
}

/** Ends what takes longer, wherever it is. */
function withinTime(look: () => void): void {
  runInNewContext('look()', { look }, { timeout: maxBatchMs });
}
