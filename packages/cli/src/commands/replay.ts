import { createEngine, watchedContexts } from '@rulelibrary/engine';
import { agentVersion } from '../agent-version.ts';
import { parseChoice } from '../arguments/parse-choice.ts';
import { bindingsNote, recordingOptions } from '../arguments/recording-options.ts';
import { CommandError } from '../command-error.ts';
import { loadBindings } from '../input/load-bindings.ts';
import { loadConfiguration } from '../input/load-configuration.ts';
import { loadPods } from '../input/load-pods.ts';
import { loadProfiles } from '../input/load-profiles.ts';
import { loadRules } from '../input/load-rules.ts';
import { openInput } from '../input/open-input.ts';
import { replayEvents } from '../input/replay-events.ts';
import { alertFormatHelp, alertFormats, createAlertOutput } from '../output/alert-output.ts';
import { checkRules } from './check-rules.ts';
import { defineCommand, exitCodes } from './command.ts';
import { saySummary } from './say-summary.ts';

/** `rulelib replay`: the rules on recorded events. */
export const replayCommand = defineCommand(
  {
    name: 'replay',
    summary: 'Run the rules on recorded events, with the clock of the events',
    positional: 'recording',
    options: {
      rules: {
        kind: 'values',
        placeholder: 'PATH',
        help: 'rule files or folders (default: the stable rules of the library)',
      },
      ...recordingOptions,
      config: {
        kind: 'value',
        placeholder: 'FILE',
        help: "the agent's configuration: contexts, your own ones by the labels recorded, and a policy for each",
      },
      format: { kind: 'value', placeholder: 'FORMAT', help: alertFormatHelp },
      disabled: { kind: 'flag', help: 'run rules that are switched off, too' },
      unmasked: { kind: 'flag', help: 'show passwords, tokens and keys instead of masking them' },
    },
    notes: [
      'Reads one event a line, as rulelib record writes them, plain or compressed with gzip or zstd; standard input when the\nrecording is missing or "-". A broken line is reported and skipped.',
      'Pods come as kubectl get pods,services,endpointslices -o yaml writes them, or one by one; the kubernetes Service and its\nendpoints are the addresses of the API server.',
      bindingsNote,
      'Exit codes: 0 done, with or without alerts; 2 could not run, or nothing of the recording could be read.',
    ],
    example: 'npx rulelib replay packages/cli/samples/acts.jsonl --format json',
  },
  async ({ options, positional = '-' }, terminal) => {
    const format = parseChoice('format', options.format ?? 'text', alertFormats);
    const settings = await loadConfiguration(options.config, terminal);
    const rules = await loadRules(options.rules, terminal);
    const profiles = await loadProfiles(options.profiles, terminal);
    const kubernetes = await loadPods(options.pods, terminal);
    const bindings = await loadBindings(options.bindings, terminal);
    const engine = createEngine({
      ...settings,
      contexts: watchedContexts(settings),
      rules,
      includeDisabled: options.disabled,
      masked: !options.unmasked && settings.masked !== false,
      agentVersion: agentVersion(),
      ...(profiles && { profiles }),
      ...(kubernetes && { kubernetes }),
      ...(bindings && { bindings }),
    });
    checkRules(engine, terminal);
    const alerts = createAlertOutput(format, terminal.stdout, { ruleOf: (id) => engine.ruleOf(id)?.spec });
    const { source, name } = openInput(positional, terminal);
    const result = await replayEvents(source, name, { engine, alerts, terminal });
    // Nothing at all could be read, and that was said.
    if (result.isIncomplete && result.events + result.broken === 0) return exitCodes.couldNotRun;
    saySummary({ terminal, engine, alerts, replay: result });
    if (result.events === 0 && result.broken > 0) throw new CommandError(`Cannot read an event in "${name}"`);
    return exitCodes.clean;
  },
);
