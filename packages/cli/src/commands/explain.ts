import { createExplainer } from '@rulelibrary/engine';
import { formatProblem } from '@rulelibrary/schema';
import { agentVersion } from '../agent-version.ts';
import { parseChoice } from '../arguments/parse-choice.ts';
import { bindingsNote, recordingOptions } from '../arguments/recording-options.ts';
import { UsageError } from '../arguments/usage-error.ts';
import { CommandError } from '../command-error.ts';
import { loadBindings } from '../input/load-bindings.ts';
import { loadPods } from '../input/load-pods.ts';
import { loadProfiles } from '../input/load-profiles.ts';
import { loadRule } from '../input/load-rule.ts';
import { openInput } from '../input/open-input.ts';
import { readEvents } from '../input/read-events.ts';
import { explanationJson } from '../render/explanation-json.ts';
import { type Explained, renderExplanation } from '../render/render-explanation.ts';
import { toPrintableJson } from '../render/to-printable.ts';
import { defineCommand, exitCodes } from './command.ts';

/** `rulelib explain`: why a rule did what it did on each event of a recording. */
export const explainCommand = defineCommand(
  {
    name: 'explain',
    summary: 'Show why a rule raised an alert on recorded events, or why it did not',
    positional: 'rule',
    positionalUsage: '<rule> [recording]',
    maximumPositionals: 2,
    options: {
      rules: { kind: 'values', placeholder: 'PATH', help: 'where a rule id is looked up (default: the library)' },
      ...recordingOptions,
      format: { kind: 'value', placeholder: 'FORMAT', help: 'text, or json with one event a line (default: text)' },
      disabled: { kind: 'flag', help: 'explain a rule that is switched off as if it were on' },
    },
    notes: [
      'The rule is an id or the path of a rule file or folder. Each piece of its expression is shown with its place in the\nfile and its value on the event, also those that an evaluation skips; → marks what decided.',
      'Values are shown as the recording has them. Events are read in their order, and a repetition or an alert within its\ncooldown is said to be one.',
      bindingsNote,
      'Exit codes: 0 done, with or without alerts; 2 could not run, or nothing of the recording could be read.',
    ],
    example: 'npx rulelib explain R1000 packages/cli/samples/acts.jsonl',
  },
  async ({ options, positionals: [ruleName, recording = '-'] }, terminal) => {
    if (ruleName === undefined) throw new UsageError('Expected a rule, got nothing');
    const format = parseChoice('format', options.format ?? 'text', ['text', 'json']);
    const rule = await loadRule(ruleName, options.rules, terminal);
    const profiles = await loadProfiles(options.profiles, terminal);
    const kubernetes = await loadPods(options.pods, terminal);
    const bindings = await loadBindings(options.bindings, terminal);
    const explainer = createExplainer(rule, {
      includeDisabled: options.disabled,
      agentVersion: agentVersion(),
      ...(profiles && { profiles }),
      ...(kubernetes && { kubernetes }),
      ...(bindings && { bindings }),
    });
    for (const problem of explainer.problems) terminal.say(formatProblem(problem));
    if (explainer.problems.length > 0) throw new CommandError(`Cannot explain ${rule.spec.id}: it was rejected`);
    const { source, name } = openInput(recording, terminal);
    const print = (explained: Explained) =>
      terminal.stdout.stream.write(
        format === 'json'
          ? `${toPrintableJson(JSON.stringify(explanationJson(explained)))}\n`
          : renderExplanation(explained),
      );
    const { events, broken, isIncomplete } = await readEvents(source, name, {
      onEvent: (event, line) => print({ rule, event, place: `${name}:${line}`, explanation: explainer.explain(event) }),
      terminal,
    });
    if (events > 0) return exitCodes.clean;
    if (broken > 0) throw new CommandError(`Cannot read an event in "${name}"`);
    return isIncomplete ? exitCodes.couldNotRun : exitCodes.clean;
  },
);
