import { setTimeout as sleep } from 'node:timers/promises';
import { containerIdentity, type ProfileSource } from '@rulelibrary/engine';
import type { NodeContext, TrackedContext } from '@rulelibrary/engine/node';
import { parseChoice } from '../arguments/parse-choice.ts';
import { CommandError } from '../command-error.ts';
import { loadConfiguration } from '../input/load-configuration.ts';
import { loadProfiles } from '../input/load-profiles.ts';
import { openLiveEvents } from '../live/open-live.ts';
import { createPartErrorLog } from '../live/part-error-log.ts';
import { renderContexts, renderContextsJson } from '../render/render-contexts.ts';
import { defineCommand, exitCodes } from './command.ts';

/** Runtimes' sockets answer within this; what does not by then is shown without a name. */
const settleMs = 500;

/** `rulelib contexts`: what is registered on this machine now. */
export const contextsCommand = defineCommand(
  {
    name: 'contexts',
    summary: 'Show the host and the containers of this machine as rules see them',
    options: {
      format: { kind: 'value', placeholder: 'FORMAT', help: 'text or json, one context a line (default: text)' },
      config: { kind: 'value', placeholder: 'FILE', help: "the agent's configuration, for contexts of your own" },
      profiles: {
        kind: 'values',
        placeholder: 'PATH',
        help: 'show how far the profiles are: a state directory of watch, or files',
      },
    },
    notes: [
      'Needs root and a kernel with BTF. The contexts are what tags of rules name, and what --contexts of watch takes.',
      'Exit codes: 0 done; 2 could not run.',
    ],
    example: 'npx rulelib contexts --format json',
  },
  async ({ options }, terminal) => {
    const format = parseChoice('format', options.format ?? 'text', ['text', 'json']);
    const { ownContexts, nodeName } = await loadConfiguration(options.config, terminal);
    const profiles = await loadProfiles(options.profiles, terminal);
    const errors = createPartErrorLog();
    // Process events are attached in any case; no others are needed to know the containers.
    const source = await openLiveEvents({
      collector: { eventTypes: [] },
      ownContexts,
      nodeName,
      onError: errors.onError,
    });
    if ('missing' in source) throw new CommandError(source.missing);
    try {
      source.start({ onEvent() {}, onReleased() {} });
      await sleep(settleMs);
      const running = source.contexts().filter(({ endedMs }) => endedMs === undefined);
      const contexts = running.map((context) => ({ ...context, ...profileIn(context, profiles) }));
      const text = format === 'json' ? renderContextsJson(contexts) : renderContexts(contexts, Date.now());
      terminal.stdout.stream.write(`${text.join('\n')}\n`);
    } finally {
      source.stop();
    }
    const missing = source.features.filter(({ name, available }) => !available && name === 'container starts');
    for (const line of [...missing.map(({ name, detail }) => `without ${name}: ${detail}`), ...errors.fresh()]) {
      terminal.say(line);
    }
    return exitCodes.clean;
  },
);

function profileIn({ info }: TrackedContext, profiles: ProfileSource | undefined): Pick<NodeContext, 'profile'> {
  const identity = containerIdentity(info);
  const profile = identity && profiles?.profileOf(identity);
  if (profile === undefined) return {};
  const { status, completion } = profile;
  return { profile: { status, ...(completion && { completion }) } };
}
