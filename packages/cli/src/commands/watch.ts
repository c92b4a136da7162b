import { createReadStream } from 'node:fs';
import { hostname } from 'node:os';
import { fileURLToPath } from 'node:url';
import { type ContextSwitches, createEngine, type Engine, sourceContexts, watchedContexts } from '@rulelibrary/engine';
import type { Node } from '@rulelibrary/engine/node';
import { contextProblems } from '@rulelibrary/rule-tester/check';
import { type EventType, formatProblem, type Rule, type RuleSpec, ruleEventTypes } from '@rulelibrary/schema';
import { agentVersion } from '../agent-version.ts';
import { parseChoice, parseChoices } from '../arguments/parse-choice.ts';
import { parseDuration } from '../arguments/parse-duration.ts';
import { parseRingSize } from '../arguments/parse-ring-size.ts';
import { loadConfiguration, type NodeSettings } from '../input/load-configuration.ts';
import { loadProfiles } from '../input/load-profiles.ts';
import { loadRules } from '../input/load-rules.ts';
import { replayEvents } from '../input/replay-events.ts';
import { learningOf } from '../live/learning-options.ts';
import { openLiveNode } from '../live/open-live.ts';
import { createPartErrorLog } from '../live/part-error-log.ts';
import { profileNotice, renderProfileCounts } from '../live/render-profile-counts.ts';
import { watchLive } from '../live/watch-live.ts';
import { type AlertFormat, alertFormatHelp, alertFormats, createAlertOutput } from '../output/alert-output.ts';
import type { Terminal } from '../output/terminal.ts';
import { counted } from '../render/counted.ts';
import { renderFeatures } from '../render/render-features.ts';
import { renderPushDown } from '../render/render-push-down.ts';
import { checkRules } from './check-rules.ts';
import { defineCommand, exitCodes } from './command.ts';
import { saySummary } from './say-summary.ts';

/** Acts that raise alerts on a host, and harmless neighbours; from src/commands and dist/commands alike. */
const samplePath = fileURLToPath(new URL('../../samples/acts.jsonl', import.meta.url));

/** `rulelib watch`: the rules on what happens on this machine now. */
export const watchCommand = defineCommand(
  {
    name: 'watch',
    summary: 'Watch this machine and print an alert for what the rules detect',
    options: {
      rules: {
        kind: 'values',
        placeholder: 'PATH',
        help: 'rule files or folders (default: the stable rules of the library)',
      },
      for: {
        kind: 'value',
        placeholder: 'DURATION',
        help: 'how long, such as 500ms, 30s, 5m, 1h30m (default: until Ctrl-C)',
      },
      format: { kind: 'value', placeholder: 'FORMAT', help: alertFormatHelp },
      contexts: { kind: 'value', placeholder: 'LIST', help: `which of ${sourceContexts.join(',')} (default: all)` },
      config: {
        kind: 'value',
        placeholder: 'FILE',
        help: "the agent's configuration: contexts, your own ones and a policy for each",
      },
      'learn-for': {
        kind: 'value',
        placeholder: 'DURATION',
        help: 'learn what containers do, each from its own start; after that, what is new to them alerts',
      },
      state: {
        kind: 'value',
        placeholder: 'DIR',
        help: 'keep learned profiles there and go on with them; learns for 24h where --learn-for is not given',
      },
      'learn-services': { kind: 'flag', help: 'learn the services of the host as well' },
      profiles: {
        kind: 'values',
        placeholder: 'PATH',
        help: 'profiles of containers, of which nothing is learned then',
      },
      ring: {
        kind: 'value',
        placeholder: 'SIZE',
        help: 'room for events between the kernel and this program, such as 64MiB (default: 8MiB)',
      },
      unmasked: { kind: 'flag', help: 'show passwords, tokens and keys instead of masking them' },
    },
    notes: [
      'Needs root and a kernel with BTF; without them it says what is missing and replays a bundled recording instead.\nAlerts go to standard output, all else to standard error.',
      'Exit codes: 0 watched, with or without alerts; 2 could not run.',
    ],
    example: 'npx rulelib watch --for 30s --format json --contexts host,standalone',
  },
  async ({ options }, terminal) => {
    const format = parseChoice('format', options.format ?? 'text', alertFormats);
    const forMs = options.for === undefined ? undefined : parseDuration(options.for);
    const ringBytes = await parseRingSize(options.ring);
    const settings = await loadConfiguration(options.config, terminal);
    const switches = switchesOf(options.contexts, settings);
    const rules = await loadRules(options.rules, terminal);
    warnOfContexts(rules, settings, terminal);
    const masked = !options.unmasked && settings.masked !== false;
    const profiles = await loadProfiles(options.profiles, terminal);
    const given = profiles === undefined ? {} : { profiles };
    const nodeOptions = { ...settings, ...switches, ...given, rules, masked, agentVersion: agentVersion() };
    const log = createPartErrorLog();
    const notices: string[] = [];
    const errors = { ...log, fresh: () => [...log.fresh(), ...notices.splice(0)] };
    const learning = learningOf(
      { learnFor: options['learn-for'], state: options.state, services: options['learn-services'] },
      { settings, onSaved: (saved) => notices.push(...profileNotice(saved)) },
    );
    const live = await openLiveNode({
      ...nodeOptions,
      ...(ringBytes !== undefined && { collector: { ringBytes } }),
      nodeName: settings.nodeName ?? hostname(),
      onError: errors.onError,
      ...(learning && { learning }),
    });
    if ('missing' in live) {
      terminal.say(`${live.missing}\nreplaying a bundled recording instead: nothing below happened on this machine`);
      const engine = createEngine({ ...nodeOptions, contexts: watchedContexts(switches) });
      await replaySample(engine, format, terminal);
      return exitCodes.clean;
    }
    try {
      checkRules(live.engine, terminal);
      sayStart(live, terminal);
      const { alerts, heldBack } = await watchLive({ node: live, errors, format, forMs, terminal });
      saySummary({ terminal, engine: live.engine, alerts, heldBack, stats: live.stats() });
      if (live.learner) terminal.say(renderProfileCounts(live.learner.counts(), options.state));
    } finally {
      live.stop();
    }
    return exitCodes.clean;
  },
);

/** The command line stands above the file. */
function switchesOf(listed: string | undefined, settings: ContextSwitches): ContextSwitches {
  if (listed === undefined) return settings;
  const contexts = parseChoices('contexts', listed, sourceContexts);
  return {
    enableRuntimeDetection: contexts.includes('kubernetes'),
    hostMonitoringEnabled: contexts.includes('host'),
    standaloneMonitoringEnabled: contexts.includes('standalone'),
  };
}

function warnOfContexts(rules: readonly Rule[], { ownContexts }: NodeSettings, terminal: Terminal): void {
  const names = ownContexts.map(({ name }) => name);
  for (const rule of rules) {
    for (const problem of contextProblems(rule, names)) terminal.say(formatProblem(problem));
  }
}

async function replaySample(engine: Engine, format: AlertFormat, terminal: Terminal): Promise<void> {
  checkRules(engine, terminal);
  const alerts = createAlertOutput(format, terminal.stdout, { ruleOf: (id) => engine.ruleOf(id)?.spec });
  const replay = await replayEvents(createReadStream(samplePath), samplePath, { engine, alerts, terminal });
  saySummary({ terminal, engine, alerts, replay });
}

function sayStart({ features, engine, learner, pushDown }: Node, terminal: Terminal): void {
  const missing = new Set(features.filter(({ available }) => !available).map(({ name }) => name));
  const blind = engine.activeRules().filter(({ rule }) => isBlind(rule.spec, missing));
  terminal.say(
    [
      `watching with ${counted(engine.counts().rules.active, 'rule')}`,
      ...renderFeatures(features),
      ...renderPushDown(pushDown(), { missing, hasProfiles: learner !== undefined }),
    ].join('\n'),
  );
  const ids = blind.map(({ rule }) => rule.spec.id);
  if (ids.length > 0) terminal.say(`without events, and so silent: ${ids.join(', ')}`);
  // Alerts begin below; on a terminal they share the screen with this.
  if (terminal.stderr.isTerminal) terminal.stderr.stream.write('\n');
}

/** A rule wants any of its event types, a sequence all of them. */
function isBlind(spec: RuleSpec, missing: ReadonlySet<string>): boolean {
  const types = ruleEventTypes(spec);
  const isMissing = (type: EventType) => missing.has(type);
  return spec.expressions.sequence === undefined ? types.every(isMissing) : types.some(isMissing);
}
