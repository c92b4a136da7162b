import { agentVersion } from '../agent-version.ts';
import { CommandError } from '../command-error.ts';
import type { Terminal } from '../output/terminal.ts';
import { defineCommand, type ExitCode, exitCodes } from './command.ts';

const options = {
  config: { kind: 'value', placeholder: 'FILE', help: 'configuration, YAML or JSON (default: the environment alone)' },
  'ignore-rule-bindings': {
    kind: 'flag',
    help: 'let every enabled rule watch every pod, whatever bindings say: for trying',
  },
} as const;

const notes = [
  'RULELIB_… variables override the file. Alerts go to standard output, the log as lines of JSON to standard error;\n/healthz, /readyz and /metrics are served on listenPort. docs/operations.md says more.',
  'Exit codes: 0 ended by a signal, with everything handed over; 2 could not run.',
];

/** `rulelib agent`: the daemon on a node, as the chart's DaemonSet runs it. */
export const agentCommand = defineCommand(
  {
    name: 'agent',
    summary: 'Run as the daemon of a node: rules, bindings and pods from the cluster, alerts to exporters',
    options,
    notes,
    example: 'npx rulelib agent --config config.json',
  },
  ({ options: given }, terminal) => runUntilStopped('runAgent', given, terminal),
);

/** `rulelib operator`: what a cluster needs once, as the chart's Deployment runs it. */
export const operatorCommand = defineCommand(
  {
    name: 'operator',
    summary: 'Run as the operator of a cluster: status of rules and bindings, and the admission webhook',
    options,
    notes,
    example: 'npx rulelib operator --config config.json',
  },
  ({ options: given }, terminal) => runUntilStopped('runOperator', given, terminal),
);

async function runUntilStopped(
  name: 'runAgent' | 'runOperator',
  given: { readonly config?: string | undefined; readonly 'ignore-rule-bindings'?: boolean | undefined },
  { stdout, stop }: Terminal,
): Promise<ExitCode> {
  // Not at the top: every other command would wait for a Kubernetes client to load.
  const agent = await import('@rulelibrary/agent');
  try {
    const environment = agent.environmentOf(process.env, { ignoreRuleBindings: given['ignore-rule-bindings'] });
    await agent[name]({
      ...{ file: given.config, environment, stdout: stdout.stream, agentVersion: agentVersion(), stop },
    });
    return exitCodes.clean;
  } catch (error) {
    const isForUser = error instanceof agent.ConfigurationError || (error instanceof Error && 'code' in error);
    if (isForUser) throw new CommandError(error.message);
    throw error;
  }
}
