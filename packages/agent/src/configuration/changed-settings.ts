import { isDeepStrictEqual } from 'node:util';
import { type Configuration, listSettings } from '@rulelibrary/schema/configuration';

/** Which settings differ, by path: those that a running agent takes over, and those that it does not. */
export interface ChangedSettings {
  readonly live: readonly string[];
  readonly restart: readonly string[];
}

export function changedSettings(before: Configuration, after: Configuration): ChangedSettings {
  const changed = listSettings().filter(({ path }) => !isDeepStrictEqual(valueAt(before, path), valueAt(after, path)));
  const pathsOf = (change: 'live' | 'restart') =>
    changed.filter(({ setting }) => setting.change === change).map(({ path }) => path.join('.'));
  return { live: pathsOf('live'), restart: pathsOf('restart') };
}

function valueAt(root: unknown, path: readonly string[]): unknown {
  return path.reduce((value, key) => (value as Readonly<Record<string, unknown>>)[key], root);
}
