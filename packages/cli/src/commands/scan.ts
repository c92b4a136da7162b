import { existsSync } from 'node:fs';
import {
  type CompiledRule,
  createBatch,
  createStream,
  type OnEvaluationError,
  severities,
  type ThreatEvent,
} from '@rulelibrary/threat-rules';
import { parseChoice } from '../arguments/parse-choice.ts';
import { UsageError } from '../arguments/usage-error.ts';
import { CommandError } from '../command-error.ts';
import { openInput } from '../input/open-input.ts';
import type { Terminal } from '../output/terminal.ts';
import { counted } from '../render/counted.ts';
import { createFindingOutput, type FindingOutput } from '../scan/finding-output.ts';
import { followFile } from '../scan/follow-file.ts';
import { loadScanRules } from '../scan/load-scan-rules.ts';
import { type LogCounts, scanLog } from '../scan/scan-log.ts';
import { fieldsOption, loadCatalogue } from '../threat/load-catalogue.ts';
import { defineCommand, exitCodes } from './command.ts';

/** Of one rule that fails on every event no one wants to hear more often. */
const maximumErrors = 20;

/** `rulelib scan`: threat rules on a log of agents' events. */
export const scanCommand = defineCommand(
  {
    name: 'scan',
    summary: "Run threat rules on a log of AI agents' events",
    options: {
      rules: {
        kind: 'values',
        placeholder: 'PATH',
        help: 'threat rules, files or folders (default: the starter pack)',
      },
      log: {
        kind: 'value',
        placeholder: 'FILE',
        help: 'events as JSON, one a line; - for standard input (default: -)',
      },
      follow: { kind: 'flag', help: 'go on as the log grows; findings come as they are complete' },
      format: {
        kind: 'value',
        placeholder: 'FORMAT',
        help: 'text, json (one finding a line) or sarif (default: text)',
      },
      json: { kind: 'flag', help: 'the same as --format json' },
      'min-severity': {
        kind: 'value',
        placeholder: 'SEV',
        help: 'findings of info, low, medium, high or critical and worse',
      },
      session: { kind: 'value', placeholder: 'ID', help: 'findings in this session only' },
      'fail-on': { kind: 'value', placeholder: 'SEV', help: 'end with 1 for a finding of this severity or worse' },
      ...fieldsOption,
    },
    notes: [
      'Without --follow events are sorted by timestamp, then sequence, and a rule with steps has one finding for each session;\nwith it they count as they come, and a rule is quiet for its window after a finding.',
      'Lines that are no event, or longer than 1 MiB, are said with their number and skipped.',
      'Exit codes: 0 done, with or without findings; 1 a finding of --fail-on or worse; 2 could not run.',
    ],
    example: 'npx rulelib scan --rules pkg/threat-rules --log docs/samples/agent-events.jsonl',
  },
  async ({ options }, terminal) => {
    const severity = (name: 'min-severity' | 'fail-on') => {
      const value = options[name];
      return value === undefined ? undefined : parseChoice(name, value, severities);
    };
    const format = parseChoice('format', options.format ?? (options.json ? 'json' : 'text'), ['text', 'json', 'sarif']);
    const [minSeverity, failOn] = [severity('min-severity'), severity('fail-on')];
    if (options.follow && format === 'sarif') throw new UsageError('Expected text or json with --follow, got "sarif"');
    const log = options.log ?? '-';
    if (log !== '-' && !existsSync(log)) throw new CommandError(`Cannot read "${log}": no such file or folder`);
    const catalogue = await loadCatalogue(options.fields, terminal);
    const rules = await loadScanRules(options.rules, catalogue, terminal);
    const { files, name } = openLog(log, terminal, options.follow);
    const filter = { minSeverity, failOn, sessionId: options.session };
    const output = createFindingOutput({ ...filter, format, logName: name, rules }, terminal.stdout);
    const scan = createScan(rules, { isStream: options.follow, output, terminal, name });
    const reader = { onEvent: scan.take, say: terminal.say, catalogue, stop: terminal.stop };
    const { error, ...counts } = await scanLog(files, name, reader);
    if (error !== undefined)
      terminal.say(`Cannot read ${counts.events > 0 ? 'all of ' : ''}"${name}": ${error.message}`);
    scan.end();
    output.end();
    terminal.say([summary(counts), ...scan.remarks(), counted(output.count, 'finding')].join('; '));
    if (counts.events === 0 && (counts.broken > 0 || error !== undefined)) {
      throw new CommandError(`Cannot read an event in "${name}"`);
    }
    return output.hasFailed ? exitCodes.findings : exitCodes.clean;
  },
);

function openLog(log: string, terminal: Terminal, follows: boolean) {
  if (follows && log !== '-') return { files: followFile(log, terminal.stop), name: log };
  const { source, name } = openInput(log, terminal);
  return { files: [source], name };
}

interface Scan {
  take(event: ThreatEvent, line: number): void;
  end(): void;
  /** What the summary has beside the events. */
  remarks(): string[];
}

function createScan(
  rules: readonly CompiledRule[],
  {
    isStream,
    output,
    terminal,
    name,
  }: { readonly isStream: boolean; readonly output: FindingOutput; readonly terminal: Terminal; readonly name: string },
): Scan {
  let errors = 0;
  const onError: OnEvaluationError = ({ ruleId, step, line, message }) => {
    errors += 1;
    const rule = step === undefined ? ruleId : `${ruleId}, step ${step}`;
    if (errors <= maximumErrors) terminal.say(`${name}:${line ?? 0}: ${rule}: ${message}; no match`);
    if (errors === maximumErrors + 1) terminal.say('further evaluation errors are counted only');
  };
  const errorRemark = () => (errors === 0 ? [] : [counted(errors, 'evaluation error')]);
  if (!isStream) {
    const batch = createBatch(rules, { sorted: true, onError });
    return { take: batch.add, end: () => output.write(batch.finish()), remarks: errorRemark };
  }
  const stream = createStream(rules, { onError });
  const remarks = () => {
    const { evicted, suppressed } = stream.counts();
    return [
      ...errorRemark(),
      ...(suppressed === 0 ? [] : [`${counted(suppressed, 'sequence')} held back`]),
      ...(evicted === 0 ? [] : [`${counted(evicted, 'begun sequence')} given up for want of room`]),
    ];
  };
  return { take: (event, line) => output.write(stream.process(event, line)), end: () => {}, remarks };
}

function summary({ events, broken, unknownKeys }: LogCounts): string {
  return [
    counted(events, 'event'),
    ...(broken === 0 ? [] : [`${counted(broken, 'broken line')} skipped`]),
    ...(unknownKeys === 0 ? [] : [`${counted(unknownKeys, 'unknown key')} passed over`]),
  ].join(', ');
}
