import path from 'node:path';
import type { Alert } from '@rulelibrary/engine';
import type { RuleSpec } from '@rulelibrary/schema';
import { createStdoutExporter } from '../exporters/create-stdout-exporter.ts';
import type { Exporter, ExporterStats } from '../exporters/exporter.ts';
import { openHttpExporter } from '../exporters/open-http-exporter.ts';
import type { ServiceContext } from './service.ts';

/** Every way out for alerts. */
export interface Exporters {
  send(alert: Alert): void;
  /** Standard output, from the next alert on. */
  setStdout(isEnabled: boolean): void;
  stats(): Readonly<Record<string, ExporterStats>>;
  /** Which receiver is away; undefined: none. */
  problem(): string | undefined;
  close(): Promise<void>;
}

/** @throws Error where the folder for alerts that wait cannot be made */
export async function openExporters(
  { options, loaded, log }: ServiceContext,
  ruleOf: (id: string) => RuleSpec | undefined,
): Promise<Exporters> {
  const { exporters: settings, stateDirectory, namespaceName } = loaded.configuration;
  const { stdoutExporter, maxAlertsPerMinute: perMinute, httpExporterConfig: http } = settings;
  const stdout = createStdoutExporter({ stream: options.stdout, perMinute });
  let away: string | undefined;
  const receiver = http.url
    ? await openHttpExporter({
        url: http.url,
        headers: http.headers,
        timeoutMs: http.timeoutSeconds * 1_000,
        spoolDirectory: path.join(stateDirectory, 'alerts'),
        perMinute,
        ruleOf,
        metadata: { name: 'rulelibrary', namespace: namespaceName },
        onNews(news) {
          if (news.kind !== 'refused') away = news.kind === 'away' ? news.cause : undefined;
          const level = news.kind === 'back' ? 'info' : 'warn';
          log[level]({ ...news, url: new URL(http.url).origin }, messages[news.kind]);
        },
      })
    : undefined;
  let isStdoutOn = stdoutExporter;
  const all: Readonly<Record<string, Exporter>> = { stdout, ...(receiver && { http: receiver }) };
  return {
    send(alert) {
      if (isStdoutOn) stdout.send([alert]);
      receiver?.send([alert]);
    },
    setStdout(isEnabled) {
      isStdoutOn = isEnabled;
    },
    stats: () => Object.fromEntries(Object.entries(all).map(([name, exporter]) => [name, exporter.stats()])),
    problem: () => (away === undefined ? undefined : `the receiver of alerts is away: ${away}`),
    close: async () => void (await Promise.all(Object.values(all).map((exporter) => exporter.close()))),
  };
}

const messages = {
  away: 'the receiver of alerts is away; they wait on disk',
  back: 'the receiver of alerts is back',
  refused: 'the receiver refused alerts; they are lost',
} as const;
