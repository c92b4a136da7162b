import type { CommandSpec, OptionSpec } from './command-spec.ts';

/** The text of `rulelib <command> --help`. */
export function renderCommandHelp(command: CommandSpec): string {
  const usage = command.positionalUsage ?? (command.positional && `[${command.positional}]`);
  const positional = usage === undefined ? '' : ` ${usage}`;
  const options = Object.entries(command.options).map(([name, spec]): [string, string] => [
    optionUsage(name, spec),
    spec.help,
  ]);
  return [
    `${command.summary}.`,
    '',
    `Usage: rulelib ${command.name}${positional} [options]`,
    '',
    'Options:',
    ...columns([...options, ['--help', 'this text']]),
    '',
    ...command.notes.flatMap((note) => [note, '']),
    'Example:',
    `  ${command.example}`,
    '',
  ].join('\n');
}

/** The text of `rulelib --help`. */
export function renderHelp(commands: readonly CommandSpec[]): string {
  return [
    'Runtime threat detection: rules as YAML and CEL, and the engine that runs them.',
    '',
    'Usage: rulelib <command> [options]',
    '',
    'Commands:',
    ...columns(commands.map(({ name, summary }) => [name, summary])),
    '',
    'Options:',
    ...columns([
      ['--help', 'this text; after a command, its own'],
      ['--version', 'the version'],
    ]),
    '',
    'Example:',
    `  ${commands[0]?.example ?? ''}`,
    '',
  ].join('\n');
}

function optionUsage(name: string, { kind, placeholder = '' }: OptionSpec): string {
  return kind === 'flag' ? `--${name}` : `--${name} ${placeholder}${kind === 'values' ? '…' : ''}`;
}

function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
