import { parseArgs } from 'node:util';
import { agentVersion } from './agent-version.ts';
import { environmentOf } from './configuration/environment-of.ts';
import { runAgent } from './run/run-agent.ts';
import { runOperator } from './run/run-operator.ts';

// The process of the image: what packages/cli has as `rulelib agent` and `rulelib operator`, without all else that it has.

const programs: Readonly<Record<string, typeof runAgent>> = { agent: runAgent, operator: runOperator };

/** Exit codes as all commands have them: 0 ended when asked, 2 could not run. */
async function main(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { config: { type: 'string' }, 'ignore-rule-bindings': { type: 'boolean' } },
    allowPositionals: true,
  });
  const [name = '', ...others] = positionals;
  const run = Object.hasOwn(programs, name) ? programs[name] : undefined;
  if (run === undefined || others.length > 0) {
    throw new Error(`Expected agent or operator, then --config FILE, got "${positionals.join(' ')}"`);
  }
  const stop = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stop.abort(signal));
  await run({
    file: values.config,
    environment: environmentOf(process.env, { ignoreRuleBindings: values['ignore-rule-bindings'] }),
    stdout: process.stdout,
    agentVersion: agentVersion(),
    stop: stop.signal,
  });
  return 0;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(message.replaceAll(/^/gm, 'rulelib-agent: ').concat('\n'));
  process.exitCode = 2;
}
