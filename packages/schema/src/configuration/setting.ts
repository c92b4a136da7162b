import { longestDurationText } from '../duration/parse-duration.ts';
import { anyText, type JsonSchema, listOf, text, trueOrFalse } from '../json-schema/json-schema.ts';

/** A key of the agent's configuration file. */
export interface Setting<T> {
  readonly default: T;
  readonly schema: JsonSchema;
  /** One sentence or two: for the chart's values, their schema and the tables of the documentation. */
  readonly doc: string;
  /** Whether a change of the file takes effect while the agent runs. */
  readonly change: 'live' | 'restart';
  /** A value that each pod gets by itself, or that the chart makes of others: no value of the chart's own. */
  readonly isDerived: boolean;
  /** An environment variable beside `RULELIB_…`, under the name that it has in Kubescape. */
  readonly variable?: string;
}

/** Settings under a common key. */
export type SettingTable = { readonly [key: string]: Setting<unknown> | SettingTable };

interface Details {
  readonly doc: string;
  readonly change?: 'live';
  readonly isDerived?: true;
  readonly variable?: string;
}

const durationText: JsonSchema = {
  title: 'a duration such as 500ms, 30s, 5m or 1h30m',
  type: 'string',
  maxLength: longestDurationText,
  pattern: '^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$',
};

/** Tells a setting from a table of settings. */
export function isSetting(entry: Setting<unknown> | SettingTable): entry is Setting<unknown> {
  return typeof entry.doc === 'string';
}

export function flag(value: boolean, details: Details): Setting<boolean> {
  return setting(value, trueOrFalse, details);
}

/** Read with `durationMs`. */
export function duration(value: string, details: Details): Setting<string> {
  return setting(value, durationText, details);
}

export function textSetting(value: string, details: Details): Setting<string> {
  return setting(value, anyText, details);
}

export function choice<const T extends string>(value: T, choices: readonly T[], details: Details): Setting<T> {
  return setting(value, { title: choices.join(' or '), type: 'string', enum: choices }, details);
}

export function integer(
  value: number,
  { minimum, maximum }: { readonly minimum: number; readonly maximum: number },
  details: Details,
): Setting<number> {
  const title = `an integer from ${minimum} to ${maximum}`;
  return setting(value, { title, type: 'integer', minimum, maximum }, details);
}

export function textList(details: Details): Setting<readonly string[]> {
  return setting([], listOf(text), details);
}

export function textMap(details: Details): Setting<Readonly<Record<string, string>>> {
  return setting({}, { title: 'a mapping', type: 'object', additionalProperties: anyText }, details);
}

/** A setting of a shape of its own. */
export function setting<T>(value: T, schema: JsonSchema, { change, isDerived, ...details }: Details): Setting<T> {
  return { default: value, schema, change: change ?? 'restart', isDerived: isDerived ?? false, ...details };
}
