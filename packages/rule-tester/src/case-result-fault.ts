import { eventsOfCase } from './events-of-case.ts';
import type { FiringCase, QuietCase } from './rule-cases.ts';
import type { CaseResult, Silence } from './run-case.ts';

const silenceTexts: Readonly<Record<Silence, string>> = {
  no_match: 'the expression is false',
  no_rules: "the rule's tags do not admit the context",
  failed_call: 'the call failed, so the event did not happen',
  profile_missing: 'the rule requires a profile',
  prefilter: "the rule's state leaves the event out",
  policy: "the profile's policy allows it",
  eval_error: 'an expression failed',
  cooldown: 'the same alert was raised before',
};

/**
 * Where the result is not what the case expects, in one sentence; undefined where it is.
 *
 * Silence counts as quiet when the rule was asked and said no (by its expression, its state or the profile's policy), or when
 * the case says itself why it is not asked: by `profile: 'none'`, a `context` or an `error` of its own. An expression
 * that fails on the event never counts.
 */
export function caseResultFault(
  kind: 'fires' | 'staysQuiet',
  ruleCase: FiringCase,
  result: CaseResult,
): string | undefined {
  if ('fault' in result) return result.fault;
  if (result.error !== undefined) return `Cannot evaluate the rule: ${result.error}`;
  return kind === 'fires' ? firingFault(ruleCase, result) : quietFault(ruleCase, result);
}

type Outcome = Exclude<CaseResult, { fault: string }>;

function firingFault({ message, uniqueId }: FiringCase, { alerts, silence }: Outcome): string | undefined {
  const [alert] = alerts;
  if (alert === undefined) return `Expected an alert, got "none": ${silenceTexts[silence ?? 'no_match']}`;
  if (alerts.length > 1) return `Expected one alert, got "${alerts.length}"`;
  return textFault('message', message, alert.message) ?? textFault('uniqueId', uniqueId, alert.uniqueId ?? '');
}

function textFault(what: string, expected: string | undefined, actual: string): string | undefined {
  if (expected === undefined || expected === actual) return undefined;
  return `Expected ${what} "${expected}",\n     got ${' '.repeat(what.length)} "${actual}"`;
}

function quietFault(ruleCase: QuietCase, { alerts, silence }: Outcome): string | undefined {
  const [alert] = alerts;
  if (alert !== undefined) return `Expected no alert, got "${alert.message}"`;
  const isAnswer: Readonly<Record<Silence, boolean>> = {
    no_match: true,
    prefilter: true,
    policy: true,
    no_rules: ruleCase.context !== undefined,
    failed_call: eventsOfCase(ruleCase).some(({ error }) => error !== undefined),
    profile_missing: ruleCase.profile === 'none',
    eval_error: false,
    cooldown: false,
  };
  if (silence !== undefined && isAnswer[silence]) return undefined;
  return `Expected the rule to say no, got "${silence}": ${silenceTexts[silence ?? 'no_match']}, so the case proves nothing`;
}
