import { configurationSettings } from './configuration-settings.ts';
import { isSetting, type Setting, type SettingTable } from './setting.ts';

/** A setting with its place in the file. */
export interface ListedSetting {
  /** Keys from the root. */
  readonly path: readonly string[];
  readonly setting: Setting<unknown>;
  /** Environment variables that override it, the first of them first. */
  readonly variables: readonly string[];
}

/** Every setting, in the order of the table. */
export function listSettings(): ListedSetting[] {
  return listTable(configurationSettings, []);
}

function listTable(table: SettingTable, parents: readonly string[]): ListedSetting[] {
  return Object.entries(table).flatMap(([key, entry]) => {
    const path = [...parents, key];
    if (!isSetting(entry)) return listTable(entry, path);
    const variables = [variableOf(path), ...(entry.variable === undefined ? [] : [entry.variable])];
    return [{ path, setting: entry, variables }];
  });
}

/** `RULELIB_RULE_COOLDOWN_DURATION`; a key that repeats its parent's name says it once. */
function variableOf(path: readonly string[]): string {
  const words = path.map((key) => key.replaceAll(/[A-Z]/g, '_$&').toUpperCase());
  return ['RULELIB', ...words].join('_');
}
