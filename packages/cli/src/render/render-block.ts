import type { Paint, Style } from './paint.ts';
import { shorten } from './shorten.ts';

/** What fired, for a person; all texts but the message are printable already. */
export interface Block {
  readonly severity: keyof typeof severityStyles;
  readonly ruleId: string;
  readonly title: string;
  /** What else stands in the first line. */
  readonly aside?: string;
  readonly message: string;
  /** Those without text are left out. */
  readonly details: readonly (readonly [name: string, text: string])[];
}

const severityStyles = {
  critical: ['bold', 'white', 'bgRed'],
  high: ['bold', 'red'],
  medium: ['bold', 'yellow'],
  low: ['bold', 'cyan'],
  info: 'bold',
  none: 'bold',
} as const satisfies Readonly<Record<string, Style>>;

const maxMessage = 500;

/** Severity, rule and message, then a line for each detail, and an empty one. */
export function renderBlock({ severity, ruleId, title, aside, message, details }: Block, paint: Paint): string {
  // Padded to the longest, so that rules stand below each other.
  const padding = ' '.repeat('CRITICAL'.length - severity.length);
  const label = paint(severityStyles[severity], severity.toUpperCase()) + padding;
  return [
    `${label} ${paint('bold', ruleId)} ${title}${aside === undefined ? '' : `  ${aside}`}`,
    `  ${shorten(message, maxMessage)}`,
    ...details.filter(([, text]) => text !== '').map(([name, text]) => `  ${paint('dim', name.padEnd(9))}  ${text}`),
    '',
    '',
  ].join('\n');
}
