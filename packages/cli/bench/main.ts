// npm run bench [-- --json]: what the collector costs the machine it watches, and what it can carry.
// npm run bench -- threat-rules [--json]: how many events threat rules can carry.
import { parseArgs } from 'node:util';
import { measureIdle } from './idle.ts';
import { measureOverhead, type Overhead } from './overhead.ts';
import { benchThreatRules } from './threat-rules.ts';
import { measureThroughput } from './throughput.ts';

const { values, positionals } = parseArgs({
  options: { json: { type: 'boolean', default: false } },
  allowPositionals: true,
});
if (positionals.includes('threat-rules')) {
  await benchThreatRules(values.json);
  process.exit();
}

const overhead = await measureOverhead();
const throughput = await measureThroughput();
const idle = await measureIdle(60);

if (values.json) {
  console.log(JSON.stringify({ overhead, throughput, idle }));
} else {
  console.log('ns a call                     alone   rulelib watch       opensnoop');
  console.log(row('system call, uninteresting', overhead.syscall));
  console.log(row('open and close, unmatched', overhead.open));
  console.log(`ring to decoded path          ${thousands(throughput.decoded)} events/s, one thread`);
  console.log(`ring to evaluated rules       ${thousands(throughput.evaluated)} events/s, one thread`);
  console.log(
    `idle for ${idle.seconds} s                 ${idle.residentMiB.toFixed(0)} MiB resident, ${idle.cpuPercent.toFixed(1)} % of a core`,
  );
}

function row(name: string, { alone, watch, opensnoop }: Overhead): string {
  const added = (value: number | undefined): string =>
    value === undefined ? 'not installed' : `${value.toFixed(0)} (+${(value - alone).toFixed(0)})`;
  return `${name.padEnd(28)}${alone.toFixed(0).padStart(7)}${added(watch).padStart(16)}${added(opensnoop).padStart(16)}`;
}

function thousands(value: number): string {
  return `${Math.round(value / 1000).toLocaleString('en')},000`;
}
