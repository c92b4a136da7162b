import type { Writable } from 'node:stream';
import type { ChangedSettings } from '../configuration/changed-settings.ts';
import { followConfiguration } from '../configuration/follow-configuration.ts';
import {
  type ConfigurationPlace,
  type LoadedConfiguration,
  loadConfiguration,
} from '../configuration/load-configuration.ts';
import { createLog, type Log } from '../log/create-log.ts';
import { createMetrics, type Metrics } from '../metrics/create-metrics.ts';
import { type Check, openStatusServer } from '../status/open-status-server.ts';

/** What agent and operator are given. */
export interface RunOptions extends ConfigurationPlace {
  /** Alerts go here, a line of JSON each. */
  readonly stdout: Writable;
  readonly agentVersion: string;
  /** Aborted when the process is asked to end. */
  readonly stop: AbortSignal;
  /** Lines of the log; standard error where it is not given. */
  readonly writeLog?: (line: string) => void;
}

/** What a service is opened with. */
export interface ServiceContext {
  readonly options: RunOptions;
  readonly loaded: LoadedConfiguration;
  readonly log: Log;
  readonly metrics: Metrics;
}

/** Agent or operator, as the frame around both sees it. */
export interface Service {
  /** What only a restart mends. */
  readonly health: Readonly<Record<string, Check>>;
  readonly readiness: Readonly<Record<string, Check>>;
  /** Takes over what can be taken over. */
  reconfigure(loaded: LoadedConfiguration, changed: ChangedSettings): void;
  /** Ends it, with what is under way finished. */
  close(): Promise<void>;
}

/**
 * Runs a service until it is asked to end: configuration, log, health, readiness and metrics around it.
 * @throws ConfigurationError, and what opening the service throws
 */
export async function runService(
  options: RunOptions,
  { program, open }: { readonly program: string; readonly open: (context: ServiceContext) => Promise<Service> },
): Promise<void> {
  const loaded = await loadConfiguration(options);
  const { configuration } = loaded;
  const { logLevel, nodeName, listenAddress, listenPort } = configuration;
  const base = { program, version: options.agentVersion, ...(nodeName && { node: nodeName }) };
  const log = createLog({ level: logLevel, base, ...(options.writeLog && { write: options.writeLog }) });
  const metrics = createMetrics();
  const service = await open({ options, loaded, log, metrics });
  const { health, readiness } = service;
  try {
    const render = () => metrics.render();
    const server = await openStatusServer({
      address: listenAddress,
      port: listenPort,
      health,
      readiness,
      metrics: render,
    });
    log.info({ port: server.port }, 'serving /healthz, /readyz and /metrics');
    const unfollow = followConfiguration({
      ...options,
      started: loaded,
      onChange: (next, changed) => reconfigure({ service, log }, next, changed),
      onError: (error) =>
        log.error({ problem: String(error) }, 'the configuration changed and cannot be used; the one before stays'),
    });
    await aborted(options.stop);
    log.info({ reason: String(options.stop.reason ?? 'asked') }, 'ending');
    unfollow();
    await server.close();
  } finally {
    await service.close();
    log.info({}, 'ended');
  }
}

function reconfigure(
  { service, log }: { readonly service: Service; readonly log: Log },
  next: LoadedConfiguration,
  changed: ChangedSettings,
): void {
  const { live, restart } = changed;
  if (live.includes('logLevel')) log.setLevel(next.configuration.logLevel);
  if (live.length > 0) service.reconfigure(next, changed);
  if (live.length > 0) log.info({ settings: live }, 'the configuration changed and was taken over');
  if (restart.length > 0)
    log.warn({ settings: restart }, 'the configuration changed where only a restart takes it over');
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
