import { type ChangedSettings, changedSettings } from './changed-settings.ts';
import {
  type ConfigurationPlace,
  type LoadedConfiguration,
  parseConfiguration,
  readText,
} from './load-configuration.ts';

export interface FollowOptions extends ConfigurationPlace {
  /** What the agent was started with. */
  readonly started: LoadedConfiguration;
  /** Called with every configuration that differs from the one before and has no problems. */
  readonly onChange: (loaded: LoadedConfiguration, changed: ChangedSettings) => void;
  /** The file cannot be read or used; the configuration before stays. */
  readonly onError: (error: unknown) => void;
  /** Kubelet swaps a link when a ConfigMap changes, about once a minute: looking is simpler than being told. */
  readonly everyMs?: number;
}

const defaultEveryMs = 5_000;

/** Looks at the file now and then, and says what changed. @returns how to stop */
export function followConfiguration(options: FollowOptions): () => void {
  const { file } = options;
  if (file === undefined) return () => {};
  let latest = options.started;
  let seen = latest.text;
  const look = async () => {
    try {
      const text = await readText(file);
      if (text === seen) return;
      // Before it is read: what is wrong with a text is said once.
      seen = text;
      const next = parseConfiguration(options, text);
      const changed = changedSettings(latest.configuration, next.configuration);
      latest = next;
      if (changed.live.length + changed.restart.length > 0) options.onChange(next, changed);
    } catch (error) {
      if (seen !== unreadable) options.onError(error);
      if (isUnreadable(error)) seen = unreadable;
    }
  };
  const timer = setInterval(() => void look(), options.everyMs ?? defaultEveryMs);
  return () => clearInterval(timer);
}

/** No text is the same as this one. */
const unreadable = '\0';

function isUnreadable(error: unknown): boolean {
  return error instanceof Error && error.cause !== undefined;
}
