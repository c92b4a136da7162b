import type { Outcome, Step } from '@rulelibrary/cel';
import type { Explanation, TracedExpression } from '@rulelibrary/engine';
import type { Rule, RuntimeEvent } from '@rulelibrary/schema';
import { renderValue } from './render-value.ts';
import { shorten } from './shorten.ts';
import { toPrintable } from './to-printable.ts';
import { verdictText } from './verdict-text.ts';

/** What is explained, and where it came from. */
export interface Explained {
  readonly rule: Rule;
  readonly event: RuntimeEvent;
  /** `file:line` of the event. */
  readonly place: string;
  readonly explanation: Explanation;
}

/** A block for people: the verdict, what decided it, and every piece of the expression with its place and value. */
export function renderExplanation({ rule, event, place, explanation }: Explained): string {
  const { alert, expressions, sequence } = explanation;
  return [
    `${place}: ${event.eventType} of ${toPrintable(event.comm ?? '?')} (pid ${event.pid ?? '?'})`,
    `  ${verdictText(explanation, rule)}`,
    ...(alert === undefined
      ? []
      : [`  message   ${toPrintable(alert.message)}`, `  uniqueId  ${toPrintable(alert.uniqueId ?? '')}`]),
    ...renderSequence(sequence),
    ...expressions.flatMap((expression) => renderExpression(rule, expression)),
    '',
    '',
  ].join('\n');
}

/** Which event fills which step, in the order of the steps, and which steps want one. */
function renderSequence(sequence: Explanation['sequence']): string[] {
  if (sequence === undefined) return [];
  const { key, filled, missing } = sequence;
  const rows = [
    ...filled.map(({ step, event }) => [step, eventText(event)] as const),
    ...missing.map((step) => [step, 'missing'] as const),
  ];
  const width = Math.max(...rows.map(([step]) => step.length));
  return [
    `  sequence  ${key === undefined ? 'none: the event has nothing that it goes by' : `of ${toPrintable(key)}`}`,
    ...rows.map(([step, text]) => `    ${step.padEnd(width)}  ${text}`),
  ];
}

function eventText({ timestamp, eventType, comm, pid }: RuntimeEvent): string {
  return `${eventType} of ${toPrintable(comm ?? '?')} (pid ${pid ?? '?'}) at ${toPrintable(timestamp)}`;
}

function renderExpression(rule: Rule, { pointer, place, step, deciding }: TracedExpression): string[] {
  const rows = rowsOf(step, 0).map(({ depth, piece, outcome, at }) => ({
    place: at === undefined ? '' : placeText(rule, pointer, at),
    text: `${'  '.repeat(depth)}${piece}`,
    outcome,
    mark: deciding.some((decider) => decider === at) ? '→' : ' ',
  }));
  const width = Math.max(...rows.map((row) => row.place.length));
  return [
    `  ${place.file}:${place.line}:${place.column}: ${renderOutcome(step.outcome)}; → decided`,
    ...rows.map((row) => `  ${row.mark} ${row.place.padEnd(width)}  ${row.text} = ${row.outcome}`),
  ];
}

interface Row {
  readonly depth: number;
  readonly piece: string;
  readonly outcome: string;
  /** Absent on rows that stand for nothing that is written. */
  readonly at?: Step;
}

function rowsOf(step: Step, depth: number): Row[] {
  const elements = (step.elements ?? []).flatMap(({ name, value, body }) => [
    { depth: depth + 1, piece: name, outcome: renderValue(value) },
    ...body.flatMap((part) => rowsOf(part, depth + 2)),
  ]);
  const omitted = step.omitted ? [{ depth: depth + 1, piece: '…', outcome: `${step.omitted} more` }] : [];
  return [
    { depth, piece: pieceText(step), outcome: renderOutcome(step.outcome), at: step },
    ...step.operands.flatMap((operand) => rowsOf(operand, depth + 1)),
    ...elements,
    ...omitted,
  ];
}

/** On one line, whatever the YAML folded. */
function pieceText({ text }: Step): string {
  return shorten(toPrintable(text.replace(/\s+/g, ' ')), 100);
}

function renderOutcome(outcome: Outcome): string {
  return 'error' in outcome ? `error: ${toPrintable(outcome.error.message)}` : renderValue(outcome.value);
}

function placeText(rule: Rule, pointer: string, { start }: Step): string {
  const { line, column } = rule.placeInText(pointer, start);
  return `${line}:${column}`;
}
