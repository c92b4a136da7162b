/** One option of a command: a flag, an option with one value, or one that collects the values of all its uses. */
export interface OptionSpec {
  readonly kind: 'flag' | 'value' | 'values';
  /** What stands for the value in `--help`, such as `FILE`; flags have none. */
  readonly placeholder?: string;
  readonly help: string;
}

export type OptionSpecs = Readonly<Record<string, OptionSpec>>;

/** What `--help` shows and what the parser accepts: one table for both. */
export interface CommandSpec<O extends OptionSpecs = OptionSpecs> {
  readonly name: string;
  /** One line in the list of commands. */
  readonly summary: string;
  /** Name of the positional argument; absent: the command takes none. */
  readonly positional?: string;
  /** How many of them it takes: one where it is not given. */
  readonly maximumPositionals?: number;
  /** What `--help` shows for them: `[positional]` where it is not given. */
  readonly positionalUsage?: string;
  readonly options: O;
  /** Paragraphs after the options: what the exit codes mean, what goes where. */
  readonly notes: readonly string[];
  /** A command line that works as it stands. */
  readonly example: string;
}

/** The values of the options in `O`: flags are booleans, lists are empty where the option was not given. */
export type OptionValues<O extends OptionSpecs> = {
  readonly [K in keyof O]: O[K]['kind'] extends 'flag'
    ? boolean
    : O[K]['kind'] extends 'values'
      ? readonly string[]
      : string | undefined;
};

export interface ParsedArguments<O extends OptionSpecs> {
  readonly options: OptionValues<O>;
  /** The first positional argument. */
  readonly positional: string | undefined;
  /** All of them. */
  readonly positionals: readonly string[];
}
