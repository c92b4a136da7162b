import { createReadStream } from 'node:fs';
import { hostname } from 'node:os';
import { fileURLToPath } from 'node:url';
import { createEngine, type Engine, sourceContexts } from '@rulelibrary/engine';
import type { Collector } from '@rulelibrary/engine/collector';
import { type EventType, type Rule, type RuleSpec, ruleEventTypes } from '@rulelibrary/schema';
import { agentVersion } from '../agent-version.ts';
import { parseChoice, parseChoices } from '../arguments/parse-choice.ts';
import { parseDuration } from '../arguments/parse-duration.ts';
import { loadRules } from '../input/load-rules.ts';
import { replayEvents } from '../input/replay-events.ts';
import { openLive } from '../live/open-live.ts';
import { watchLive } from '../live/watch-live.ts';
import { type AlertFormat, alertFormats, createAlertOutput } from '../output/alert-output.ts';
import type { Terminal } from '../output/terminal.ts';
import { counted } from '../render/counted.ts';
import { renderFeatures } from '../render/render-features.ts';
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
      format: { kind: 'value', placeholder: 'FORMAT', help: 'text or json, one alert a line (default: text)' },
      contexts: { kind: 'value', placeholder: 'LIST', help: `which of ${sourceContexts.join(',')} (default: all)` },
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
    const contexts =
      options.contexts === undefined ? sourceContexts : parseChoices('contexts', options.contexts, sourceContexts);
    const forMs = options.for === undefined ? undefined : parseDuration(options.for);
    const rules = await loadRules(options.rules, terminal);
    const engineOptions = { rules, contexts, masked: !options.unmasked, agentVersion: agentVersion() };
    const live = await openLive({ eventTypes: eventTypesOf(rules) });
    if ('missing' in live) {
      terminal.say(`${live.missing}\nreplaying a bundled recording instead: nothing below happened on this machine`);
      await replaySample(createEngine(engineOptions), format, terminal);
      return exitCodes.clean;
    }
    const { collector, processes } = live;
    try {
      const engine = createEngine({ ...engineOptions, processes, nodeName: hostname() });
      checkRules(engine, terminal);
      sayStart(engine, rules, collector, terminal);
      const { alerts, heldBack } = await watchLive({ collector, engine, format, forMs, terminal });
      saySummary({ terminal, engine, alerts, heldBack, stats: collector.stats() });
    } finally {
      collector.stop();
    }
    return exitCodes.clean;
  },
);

async function replaySample(engine: Engine, format: AlertFormat, terminal: Terminal): Promise<void> {
  checkRules(engine, terminal);
  const alerts = createAlertOutput(format, terminal.stdout);
  const replay = await replayEvents(createReadStream(samplePath), samplePath, { engine, alerts, terminal });
  saySummary({ terminal, engine, alerts, replay });
}

function sayStart(engine: Engine, rules: readonly Rule[], { features }: Collector, terminal: Terminal): void {
  const missing = new Set(features.filter(({ available }) => !available).map(({ name }) => name));
  const blind = rules.filter(({ spec }) => spec.enabled && isBlind(spec, missing));
  terminal.say(
    [`watching with ${counted(engine.counts().rules.active, 'rule')}`, ...renderFeatures(features)].join('\n'),
  );
  if (blind.length > 0) terminal.say(`without events, and so silent: ${blind.map(({ spec }) => spec.id).join(', ')}`);
  // Alerts begin below; on a terminal they share the screen with this.
  if (terminal.stderr.isTerminal) terminal.stderr.stream.write('\n');
}

/** A rule wants any of its event types, a sequence all of them. */
function isBlind(spec: RuleSpec, missing: ReadonlySet<string>): boolean {
  const types = ruleEventTypes(spec);
  const isMissing = (type: EventType) => missing.has(type);
  return spec.expressions.sequence === undefined ? types.every(isMissing) : types.some(isMissing);
}

/** The kernel is asked for nothing that no rule reads. */
function eventTypesOf(rules: readonly Rule[]): Set<EventType> {
  const enabled = rules.filter(({ spec }) => spec.enabled);
  return new Set(enabled.flatMap(({ spec }) => ruleEventTypes(spec)));
}
