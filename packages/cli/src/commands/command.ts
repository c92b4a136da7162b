import type { CommandSpec, OptionSpecs, ParsedArguments } from '../arguments/command-spec.ts';
import type { Terminal } from '../output/terminal.ts';

/** What the process ends with. */
export const exitCodes = { clean: 0, findings: 1, couldNotRun: 2 } as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** A command: what it accepts, and what it does. */
export interface Command {
  readonly spec: CommandSpec;
  run(args: ParsedArguments<OptionSpecs>, terminal: Terminal): Promise<ExitCode>;
}

/** Binds a command's code to its table, which gives the code the types of its options. */
export function defineCommand<const O extends OptionSpecs>(
  spec: CommandSpec<O>,
  run: (args: ParsedArguments<O>, terminal: Terminal) => Promise<ExitCode>,
): Command {
  return { spec, run: (args, terminal) => run(args as ParsedArguments<O>, terminal) };
}
