import { formatProfiles, formatWorkloads } from '@rulelibrary/schema';
import { nearestName } from '../arguments/nearest-name.ts';
import { parseChoice } from '../arguments/parse-choice.ts';
import { UsageError } from '../arguments/usage-error.ts';
import { loadRules } from '../input/load-rules.ts';
import { renderFindings } from '../lint/render-findings.ts';
import type { Terminal } from '../output/terminal.ts';
import { checkProfileFiles } from '../profile/check-profile-files.ts';
import { diffProfiles } from '../profile/diff-profiles.ts';
import { loadNamedProfiles } from '../profile/load-named-profiles.ts';
import { renderDifference } from '../profile/render-difference.ts';
import { renderProfileList, renderProfileListJson } from '../profile/render-list.ts';
import { renderProfile } from '../profile/render-profile.ts';
import { replayWithProfiles } from '../profile/replay-with-profiles.ts';
import { counted } from '../render/counted.ts';
import { toPrintableJson } from '../render/to-printable.ts';
import { defineCommand, type ExitCode, exitCodes } from './command.ts';

const actions = ['list', 'show', 'diff', 'export', 'check'] as const;

type Action = (typeof actions)[number];

interface Options {
  readonly format: string | undefined;
  readonly container: string | undefined;
  readonly rules: readonly string[];
  readonly disabled: boolean;
}

interface Request {
  readonly paths: readonly string[];
  readonly options: Options;
  readonly terminal: Terminal;
}

/** `rulelib profile`: what was learned of containers, and what a person makes of it. */
export const profileCommand = defineCommand(
  {
    name: 'profile',
    summary: 'List, show, compare, export and check the profiles of containers',
    positional: 'action',
    maximumPositionals: Number.POSITIVE_INFINITY,
    positionalUsage: `${actions.join('|')} path…`,
    options: {
      format: {
        kind: 'value',
        placeholder: 'FORMAT',
        help: 'text or json, one thing a line; show: yaml, too (default: text)',
      },
      container: { kind: 'value', placeholder: 'NAME', help: 'only the profiles of containers of that name' },
      rules: {
        kind: 'values',
        placeholder: 'PATH',
        help: 'diff with a recording: rule files or folders (default: the stable rules of the library)',
      },
      disabled: { kind: 'flag', help: 'diff with a recording: run rules that are switched off, too' },
    },
    notes: [
      'A path is a state directory, as rulelib watch --state keeps it, or a file or folder of profiles.',
      'list    a line for each profile: how far it is, how much is in it\nshow    all that is in it, readable or as YAML\ndiff    of two paths, what each has and the other has not; of a path and a recording (*.jsonl, *.jsonl.gz,\n        *.jsonl.zst), the alerts that the recording would raise with these profiles\nexport  YAML for kubectl apply, all containers of a workload in one object of each kind\ncheck   what is wrong with a profile: keys, names, and what can never match',
      'Exit codes: 0 done, nothing found; 1 diff: there are differences or alerts, check: findings; 2 could not run.',
    ],
    example: 'npx rulelib profile list docs/samples/profiles.yaml',
  },
  async ({ options, positionals: [action, ...paths] }, terminal) => run(actionOf(action), { paths, options, terminal }),
);

function actionOf(name: string | undefined): Action {
  const action = actions.find((known) => known === name);
  if (action !== undefined) return action;
  const nearest = name === undefined ? undefined : nearestName(name, actions);
  const hint = nearest ? `: did you mean "${nearest}"?` : '';
  throw new UsageError(`Expected ${actions.join(' or ')}, got ${name === undefined ? 'nothing' : `"${name}"`}${hint}`);
}

function run(action: Action, request: Request): Promise<ExitCode> {
  if (action === 'diff') return diff(request);
  if (action === 'check') return check(request);
  return print(action, request);
}

async function print(action: 'list' | 'show' | 'export', { paths, options, terminal }: Request): Promise<ExitCode> {
  const { stream, paint } = terminal.stdout;
  const given = options.format ?? (action === 'export' ? 'yaml' : 'text');
  const choices = { list: ['text', 'json'], show: ['text', 'json', 'yaml'], export: ['yaml'] } as const;
  const format = parseChoice('format', given, choices[action]);
  const profiles = await loadNamedProfiles(paths, options.container, terminal);
  if (action === 'export') stream.write(formatWorkloads(profiles));
  else if (format === 'yaml') stream.write(formatProfiles(profiles));
  else if (action === 'list') {
    stream.write(format === 'json' ? renderProfileListJson(profiles) : renderProfileList(profiles, Date.now()));
  } else if (format === 'json') {
    for (const named of profiles) stream.write(`${toPrintableJson(JSON.stringify(named))}\n`);
  } else stream.write(profiles.map((named) => renderProfile(named, paint)).join('\n'));
  return exitCodes.clean;
}

async function diff({ paths, options, terminal }: Request): Promise<ExitCode> {
  const [first, second, ...more] = paths;
  if (first === undefined || second === undefined || more.length > 0) {
    throw new UsageError(`Expected two paths, got ${paths.length}`);
  }
  const format = parseChoice('format', options.format ?? 'text', ['text', 'json']);
  const before = await loadNamedProfiles([first], options.container, terminal);
  if (isRecording(second)) {
    const rules = await loadRules(options.rules, terminal);
    const request = { profiles: before, recording: second, rules, includeDisabled: options.disabled, format };
    const { alerts, events, isUnreadable } = await replayWithProfiles(request, terminal);
    if (isUnreadable) return exitCodes.couldNotRun;
    terminal.say(`${counted(events, 'event')}, ${counted(alerts.count, 'alert')}`);
    return alerts.count > 0 ? exitCodes.findings : exitCodes.clean;
  }
  const found = diffProfiles(before, await loadNamedProfiles([second], options.container, terminal));
  const all = [...found.differences, ...found.unpaired];
  const { stream, paint } = terminal.stdout;
  if (format === 'json') for (const one of all) stream.write(`${toPrintableJson(JSON.stringify(one))}\n`);
  else stream.write(renderDifference(found, paint));
  terminal.say(counted(all.length, 'difference'));
  return all.length > 0 ? exitCodes.findings : exitCodes.clean;
}

async function check({ paths, options, terminal }: Request): Promise<ExitCode> {
  if (paths.length === 0) throw new UsageError('Expected profile files or folders, got nothing');
  const format = parseChoice('format', options.format ?? 'text', ['text', 'json']);
  const { profiles, findings } = await checkProfileFiles(paths);
  terminal.stdout.stream.write(renderFindings(findings, { format, terminal }));
  terminal.say(`${counted(profiles, 'profile')}, ${counted(findings.length, 'finding')}`);
  return findings.length > 0 ? exitCodes.findings : exitCodes.clean;
}

function isRecording(path: string): boolean {
  return path === '-' || /\.jsonl(\.gz|\.zst)?$/.test(path);
}
