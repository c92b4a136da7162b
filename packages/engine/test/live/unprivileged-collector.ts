// A collector in a process with the capabilities that it is given, for the test of privileges: prints one line of JSON that says
// what it is and what it can, and `ready`; then the new path of each symbolic link. With a pid as argument it says whether that
// process's environment and executable can be read.
import { readFileSync, readlinkSync } from 'node:fs';
import { CollectorError, openCollector, procProcesses } from '@rulelibrary/engine/collector';

const capabilities = /^CapEff:\s*(\S+)$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
const self = { uid: process.getuid?.(), capabilities: BigInt(`0x${capabilities}`).toString(2).split('1').length - 1 };

try {
  const collector = openCollector();
  collector.start((event) => {
    if (event.eventType === 'symlink') process.stdout.write(`${event['newPath']}\n`);
  });
  const unavailable = collector.features.filter(({ available }) => !available).map(({ name }) => name);
  const readsEnvironment = procProcesses.environment(Number(process.argv[2])) !== undefined;
  const readsExecutable = canReadLink(`/proc/${process.argv[2]}/exe`);
  const privileges = collector.features.find(({ name }) => name === 'privileges')?.detail;
  process.stdout.write(
    `${JSON.stringify({ ...self, unavailable, readsEnvironment, readsExecutable, privileges })}\nready\n`,
  );
} catch (error) {
  if (!(error instanceof CollectorError)) throw error;
  process.stdout.write(`${JSON.stringify({ ...self, code: error.code, message: error.message })}\nready\n`);
}

function canReadLink(path: string): boolean {
  try {
    return readlinkSync(path) !== '';
  } catch {
    return false;
  }
}
