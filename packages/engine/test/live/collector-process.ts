// A collector in a process of its own, for tests that end it or run it beside another: prints `ready`, then one line of
// JSON for each symbolic link. With the argument `graceful` it stops the collector on SIGTERM and SIGINT.
import { openCollector } from '@rulelibrary/engine/collector';

const collector = openCollector({ includeFailed: true });
collector.start((event) => {
  if (event.eventType !== 'symlink') return;
  const { pid, newPath } = event;
  process.stdout.write(`${JSON.stringify({ pid, newPath })}\n`);
});
if (process.argv[2] === 'graceful') {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      collector.stop();
      process.stdout.write('stopped\n');
    });
  }
}
process.stdout.write('ready\n');
