import type { Alert } from '@rulelibrary/engine';

/** Where alerts leave the machine. */
export interface Exporter {
  /** Takes the alerts; never throws and never waits. */
  send(alerts: readonly Alert[]): void;
  stats(): ExporterStats;
  /** Ends it: what can leave within its time leaves, and what is on disk stays there for the next start. */
  close(): Promise<void>;
}

/** What became of alerts since the start. */
export interface ExporterStats {
  /** Alerts that have left. */
  readonly sent: number;
  /** Alerts that its rate limit held back, by rule id. */
  readonly heldBack: Readonly<Record<string, number>>;
  /** Alerts that are lost: there was no room for them, or the receiver refused them for good. */
  readonly lost: number;
}
