import { processTerminal } from './output/process-terminal.ts';
import { run } from './run.ts';

// The process itself: the one file of this package that works when it is imported.
process.exitCode = await run(process.argv.slice(2), processTerminal(process));
