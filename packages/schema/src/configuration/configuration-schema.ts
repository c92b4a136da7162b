import { closedObject, type JsonSchema } from '../json-schema/json-schema.ts';
import { configurationSettings } from './configuration-settings.ts';
import { isSetting, type SettingTable } from './setting.ts';

/** The schema of the agent's configuration file; every key may be left out. */
export const configurationSchema: JsonSchema = schemaOf(configurationSettings);

function schemaOf(table: SettingTable): JsonSchema {
  const properties = Object.entries(table).map(([key, entry]): [string, JsonSchema] => [
    key,
    isSetting(entry) ? { description: entry.doc, ...entry.schema } : schemaOf(entry),
  ]);
  return closedObject(Object.fromEntries(properties));
}
