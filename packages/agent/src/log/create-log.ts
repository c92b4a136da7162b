import { destination, pino } from 'pino';

/** Where the agent says what it does. */
export interface Log {
  debug(details: object, message: string): void;
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
  /** Least severe messages from now on. */
  setLevel(level: LogLevel): void;
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

export interface LogOptions {
  readonly level: LogLevel;
  /** Stands in every line: which program, on which node. */
  readonly base: Readonly<Record<string, string>>;
  /** Standard error, unless a test reads it. */
  readonly write?: (line: string) => void;
}

/** A log of JSON lines on standard error: `time`, `level`, what it is about, `msg`. Written at once, so that a crash loses none. */
export function createLog({ level, base, write }: LogOptions): Log {
  const target = write === undefined ? destination({ fd: 2, sync: true }) : { write };
  const logger = pino(
    {
      level,
      base,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
    },
    target,
  );
  return {
    debug: (details, message) => logger.debug(details, message),
    info: (details, message) => logger.info(details, message),
    warn: (details, message) => logger.warn(details, message),
    error: (details, message) => logger.error(details, message),
    setLevel(next) {
      logger.level = next;
    },
  };
}
