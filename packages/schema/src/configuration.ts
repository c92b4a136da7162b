/** What the agent on a node can be told: one table, and what derives from it. */
export { configurationSchema } from './configuration/configuration-schema.ts';
export { type Configuration, configurationSettings } from './configuration/configuration-settings.ts';
export { type ListedSetting, listSettings } from './configuration/list-settings.ts';
export {
  type ConfigurationSource,
  type ReadConfiguration,
  readConfiguration,
} from './configuration/read-configuration.ts';
export type { Setting } from './configuration/setting.ts';
export { durationMs } from './duration/parse-duration.ts';
