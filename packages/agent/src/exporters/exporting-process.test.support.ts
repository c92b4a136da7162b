import { alertOf } from './exporter.test.support.ts';
import { openHttpExporter } from './open-http-exporter.ts';

/** An agent that is going to be killed: it exports so many alerts to the URL, each in a request of its own. */
const [, , url = '', spoolDirectory = '', count = '0'] = process.argv;

const exporter = await openHttpExporter({ url, spoolDirectory, perMinute: 1_000_000, firstBackoffMs: 10 });
for (let number = 1; number <= Number(count); number++) {
  exporter.send([alertOf(number, { process: { pid: number, comm: 'x' } })]);
}
setInterval(() => undefined, 1_000);
