import { readFile } from 'node:fs/promises';
import { type ReadConfiguration, readConfiguration } from '@rulelibrary/schema/configuration';
import { ConfigurationError } from './configuration-error.ts';

/** Where the configuration comes from. */
export interface ConfigurationPlace {
  /** None: what the environment says, and else the defaults. */
  readonly file?: string | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** A configuration without problems, with the text that it was read from. */
export interface LoadedConfiguration extends Omit<ReadConfiguration, 'problems'> {
  readonly text: string;
}

/** @throws ConfigurationError */
export async function loadConfiguration(place: ConfigurationPlace): Promise<LoadedConfiguration> {
  return parseConfiguration(place, await readText(place.file));
}

/** The same of a text that was read already. @throws ConfigurationError */
export function parseConfiguration({ file, environment }: ConfigurationPlace, text: string): LoadedConfiguration {
  const { problems, ...read } = readConfiguration({ text, file: file ?? 'configuration', environment });
  if (problems.length > 0) throw new ConfigurationError(problems);
  return { ...read, text };
}

/** @throws ConfigurationError where the file cannot be read */
export async function readText(file: string | undefined): Promise<string> {
  if (file === undefined) return '';
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    const message = `Cannot read the configuration: ${(cause as Error).message}`;
    throw new ConfigurationError([{ file, line: 1, column: 1, code: 'unreadable', message }], { cause });
  }
}
