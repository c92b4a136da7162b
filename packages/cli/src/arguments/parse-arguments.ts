import { parseArgs } from 'node:util';
import type { CommandSpec, OptionSpec, OptionSpecs, OptionValues, ParsedArguments } from './command-spec.ts';
import { nearestName } from './nearest-name.ts';
import { UsageError } from './usage-error.ts';

type Token = NonNullable<ReturnType<typeof tokenize>>[number];

/**
 * Reads a command's arguments by its table.
 *
 * An option that collects values also takes the arguments right after it, as the shell leaves them for `--rules r10*`,
 * unless the command has a positional argument of its own, which they could be.
 *
 * @throws UsageError for what the table does not have, with the nearest name it has
 */
export function parseArguments<O extends OptionSpecs>(
  command: CommandSpec<O>,
  args: readonly string[],
): ParsedArguments<O> {
  const values: Record<string, boolean | string | string[]> = {};
  for (const [name, { kind }] of Object.entries(command.options)) {
    if (kind !== 'value') values[name] = kind === 'flag' ? false : [];
  }
  const positionals: string[] = [];
  let list: string[] | undefined;
  for (const token of tokenize(command, args)) {
    if (token.kind === 'option') list = takeOption(command, token, values);
    else if (token.kind === 'positional')
      (command.positional === undefined && list ? list : positionals).push(token.value);
    else list = undefined;
  }
  checkPositionals(command, positionals);
  return { options: values as OptionValues<O>, positional: positionals[0], positionals };
}

function tokenize(command: CommandSpec, args: readonly string[]) {
  const options = Object.fromEntries(
    Object.entries(command.options).map(([name, { kind }]) => [
      name,
      { type: kind === 'flag' ? ('boolean' as const) : ('string' as const) },
    ]),
  );
  // Not strict: its errors neither name the nearest option nor tell a missing value from an unknown name.
  return parseArgs({ args: [...args], options, strict: false, allowPositionals: true, tokens: true }).tokens;
}

/** @returns the list that the following arguments join, where the option keeps one */
function takeOption(
  command: CommandSpec,
  token: Token & { kind: 'option' },
  values: Record<string, boolean | string | string[]>,
): string[] | undefined {
  const spec = Object.hasOwn(command.options, token.name) ? command.options[token.name] : undefined;
  if (spec === undefined) throw unknownOption(command, token.rawName);
  if (spec.kind === 'flag') {
    if (token.value !== undefined)
      throw new UsageError(`Unexpected value "${token.value}": ${token.rawName} takes none`);
    values[token.name] = true;
    return undefined;
  }
  const value = requiredValue(spec, token);
  const list = values[token.name];
  if (!Array.isArray(list)) values[token.name] = value;
  else list.push(value);
  return Array.isArray(list) ? list : undefined;
}

function requiredValue(spec: OptionSpec, { rawName, value, inlineValue }: Token & { kind: 'option' }): string {
  const isMissing = value === undefined || (!inlineValue && value.startsWith('-') && value !== '-');
  if (isMissing || value === '') {
    throw new UsageError(
      `Expected ${spec.placeholder ?? 'a value'} after ${rawName}, got ${value === undefined ? 'nothing' : `"${value}"`}`,
    );
  }
  return value;
}

function unknownOption(command: CommandSpec, rawName: string): UsageError {
  const names = [...Object.keys(command.options), 'help'].map((name) => `--${name}`);
  const nearest = nearestName(rawName, names);
  return new UsageError(`Unknown option "${rawName}"${nearest ? `: did you mean "${nearest}"?` : ''}`);
}

function checkPositionals(command: CommandSpec, positionals: readonly string[]): void {
  const maximum = command.positional === undefined ? 0 : (command.maximumPositionals ?? 1);
  const unexpected = positionals[maximum];
  if (unexpected === undefined) return;
  const list = Object.entries(command.options).find(([, { kind }]) => kind === 'values');
  const hint =
    command.positional && maximum === 1 && list
      ? `: ${command.name} reads one ${command.positional}; give --${list[0]} again for each path`
      : '';
  throw new UsageError(`Unexpected argument "${unexpected}"${hint}`);
}
