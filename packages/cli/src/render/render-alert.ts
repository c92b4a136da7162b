import type { Alert } from '@rulelibrary/engine';
import type { Paint } from './paint.ts';
import { renderBlock } from './render-block.ts';
import { shorten } from './shorten.ts';
import { toPrintable } from './to-printable.ts';

/** An alert is read in a glance or two; whoever needs the rest has `--format json`. In characters. */
const maxArgument = 80;
const maxArguments = 300;
const maxParents = 8;

/** An alert as a block of lines for a person, with nothing in it that a terminal obeys. */
export function renderAlert(alert: Alert, paint: Paint): string {
  const when = paint('dim', toPrintable(alert.timestamp.replace('T', ' ').replace(/(\.\d{3})\d*Z$/, '$1Z')));
  const details = [
    ['process', processText(alert)],
    ['args', argumentsText(alert)],
    ['parents', parentsText(alert)],
    ['where', whereText(alert)],
    ...sequenceDetails(alert),
    [
      'held back',
      alert.suppressedSince ? `${alert.suppressedSince.toLocaleString('en-US')} of the same since the last` : '',
    ],
  ] as const;
  const block = {
    severity: alert.severity.text.toLowerCase() as Lowercase<Alert['severity']['text']>,
    ruleId: toPrintable(alert.ruleId),
    title: toPrintable(alert.ruleName),
    aside: when,
    message: toPrintable(alert.message),
    details,
  };
  return renderBlock(block, paint);
}

/** A line for each event of a sequence. */
function sequenceDetails({ sequence = [] }: Alert): [name: string, text: string][] {
  const width = Math.max(0, ...sequence.map(({ step }) => step.length));
  return sequence.map(({ step, event }, index) => {
    const comm = toPrintable(String(event['comm'] ?? '?'));
    const text = `${step.padEnd(width)}  ${event.eventType} of ${comm}[${event['pid'] ?? '?'}]`;
    return [index === 0 ? 'sequence' : '', `${text}  ${toPrintable(event.timestamp)}`];
  });
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
