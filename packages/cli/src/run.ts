import { agentVersion } from './agent-version.ts';
import type { CommandSpec } from './arguments/command-spec.ts';
import { nearestName } from './arguments/nearest-name.ts';
import { parseArguments } from './arguments/parse-arguments.ts';
import { renderCommandHelp, renderHelp } from './arguments/render-help.ts';
import { UsageError } from './arguments/usage-error.ts';
import { CommandError } from './command-error.ts';
import { agentCommand, operatorCommand } from './commands/agent.ts';
import { celCommand } from './commands/cel.ts';
import { type Command, type ExitCode, exitCodes } from './commands/command.ts';
import { contextsCommand } from './commands/contexts.ts';
import { explainCommand } from './commands/explain.ts';
import { fieldsCommand } from './commands/fields.ts';
import { lintCommand } from './commands/lint.ts';
import { mutateCommand } from './commands/mutate.ts';
import { newCommand } from './commands/new.ts';
import { profileCommand } from './commands/profile.ts';
import { recordCommand } from './commands/record.ts';
import { renameCommand } from './commands/rename.ts';
import { replayCommand } from './commands/replay.ts';
import { scanCommand } from './commands/scan.ts';
import { testCommand } from './commands/test.ts';
import { watchCommand } from './commands/watch.ts';
import type { Terminal } from './output/terminal.ts';

const commands: readonly Command[] = [
  watchCommand,
  contextsCommand,
  recordCommand,
  replayCommand,
  profileCommand,
  scanCommand,
  newCommand,
  lintCommand,
  testCommand,
  fieldsCommand,
  explainCommand,
  mutateCommand,
  renameCommand,
  celCommand,
  agentCommand,
  operatorCommand,
];

/** Runs one command line, the arguments after `rulelib`, and gives the exit code; what it prints is all that it changes. */
export async function run(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  try {
    const code = await dispatch(args, terminal);
    if (terminal.stop.reason instanceof Error) {
      throw new CommandError(`Cannot write standard output: ${terminal.stop.reason.message}`);
    }
    return code;
  } catch (error) {
    if (error instanceof UsageError) {
      const name = commands.find(({ spec }) => spec.name === args[0])?.spec.name;
      terminal.say(`${error.message}\nrulelib ${name ? `${name} ` : ''}--help shows what there is`);
    } else if (error instanceof CommandError) terminal.say(error.message);
    else throw error;
    return exitCodes.couldNotRun;
  }
}

async function dispatch([name, ...rest]: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const specs: readonly CommandSpec[] = commands.map(({ spec }) => spec);
  if (name === '--help' || name === '-h') return print(renderHelp(specs), terminal);
  if (name === '--version') return print(`${agentVersion()}\n`, terminal);
  if (name === undefined)
    throw new UsageError(`Expected a command (${specs.map((spec) => spec.name).join(', ')}), got nothing`);
  const command = commands.find(({ spec }) => spec.name === name);
  if (command === undefined) throw unknownName(name, specs);
  if (asksForHelp(rest)) return print(renderCommandHelp(command.spec), terminal);
  return command.run(parseArguments(command.spec, rest), terminal);
}

function asksForHelp(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  return args.slice(0, end < 0 ? args.length : end).some((arg) => arg === '--help' || arg === '-h');
}

function unknownName(name: string, specs: readonly CommandSpec[]): UsageError {
  const isOption = name.startsWith('-');
  const names = isOption ? ['--help', '--version'] : specs.map((spec) => spec.name);
  const nearest = nearestName(name, names);
  return new UsageError(
    `Unknown ${isOption ? 'option' : 'command'} "${name}"${nearest ? `: did you mean "${nearest}"?` : ''}`,
  );
}

function print(text: string, { stdout }: Terminal): ExitCode {
  stdout.stream.write(text);
  return exitCodes.clean;
}
