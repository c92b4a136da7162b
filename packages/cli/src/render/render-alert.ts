import type { Alert } from '@rulelibrary/engine';
import type { Paint, Style } from './paint.ts';
import { shorten } from './shorten.ts';
import { toPrintable } from './to-printable.ts';

/** An alert is read in a glance or two; whoever needs the rest has `--format json`. In characters. */
const maxMessage = 500;
const maxArgument = 80;
const maxArguments = 300;
const maxParents = 8;

const severityStyles: Readonly<Record<Alert['severity']['text'], Style>> = {
  Critical: ['bold', 'white', 'bgRed'],
  High: ['bold', 'red'],
  Medium: ['bold', 'yellow'],
  Low: ['bold', 'cyan'],
  None: 'bold',
};

/** An alert as a block of lines for a person, with nothing in it that a terminal obeys. */
export function renderAlert(alert: Alert, paint: Paint): string {
  const { severity, ruleId, ruleName } = alert;
  // Padded to the longest, so that rules stand below each other.
  const padding = ' '.repeat('CRITICAL'.length - severity.text.length);
  const label = paint(severityStyles[severity.text], severity.text.toUpperCase()) + padding;
  const when = paint('dim', toPrintable(alert.timestamp.replace('T', ' ').replace(/(\.\d{3})\d*Z$/, '$1Z')));
  const details = [
    ['process', processText(alert)],
    ['args', argumentsText(alert)],
    ['parents', parentsText(alert)],
    ['where', whereText(alert)],
    [
      'held back',
      alert.suppressedSince ? `${alert.suppressedSince.toLocaleString('en-US')} of the same since the last` : '',
    ],
  ] as const;
  return [
    `${label} ${paint('bold', toPrintable(ruleId))} ${toPrintable(ruleName)}  ${when}`,
    `  ${shorten(toPrintable(alert.message), maxMessage)}`,
    ...details.filter(([, text]) => text !== '').map(([name, text]) => `  ${paint('dim', name.padEnd(9))}  ${text}`),
    '',
    '',
  ].join('\n');
}

function processText({ process }: Alert): string {
  if (process === undefined) return '';
  const { comm = '', pid, exepath, uid, cwd } = process;
  return [
    `${toPrintable(comm)}${pid === undefined ? '' : `[${pid}]`}`,
    exepath && shorten(toPrintable(exepath), maxArguments),
    uid === undefined ? '' : `uid ${uid}`,
    cwd && `in ${shorten(toPrintable(cwd), maxArguments)}`,
  ]
    .filter(Boolean)
    .join('  ');
}

function argumentsText({ process }: Alert): string {
  const args = process?.args ?? [];
  return shorten(args.map((arg) => shorten(quoted(toPrintable(arg)), maxArgument)).join(' '), maxArguments);
}

/** Quoted where the space between arguments could be mistaken for one inside. */
function quoted(arg: string): string {
  return arg === '' || /[\s'"\\]/.test(arg) ? `'${arg}'` : arg;
}

function parentsText({ ancestry = [] }: Alert): string {
  const shown = ancestry.slice(0, maxParents).map(({ comm, pid }) => `${toPrintable(comm ?? '?')}[${pid}]`);
  const rest = ancestry.length - shown.length;
  return [...shown, ...(rest > 0 ? [`${rest} more`] : [])].join(' ← ');
}

function whereText({ sourceContext, host, container, kubernetes }: Alert): string {
  const names = {
    host: [host?.nodeName],
    standalone: [container?.name, container?.id?.slice(0, 12), container?.image],
    kubernetes: [`${kubernetes?.namespace ?? ''}/${kubernetes?.pod ?? ''}`, container?.name, kubernetes?.node],
  };
  return [sourceContext, ...names[sourceContext]]
    .filter(Boolean)
    .map((name) => shorten(toPrintable(name ?? ''), 200))
    .join('  ');
}
