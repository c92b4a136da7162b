import { readFile } from 'node:fs/promises';
import type { ContextSwitches, OwnContext } from '@rulelibrary/engine';
import type { NodeLearningOptions, NodeOptions } from '@rulelibrary/engine/node';
import { formatProblem } from '@rulelibrary/schema';
import { type Configuration, durationMs, readConfiguration } from '@rulelibrary/schema/configuration';
import { CommandError } from '../command-error.ts';
import type { Terminal } from '../output/terminal.ts';

/** What a configuration file says of watching this machine. */
export type NodeSettings = ContextSwitches &
  Pick<NodeOptions, 'policy' | 'cooldownMs' | 'cooldownKeys' | 'clusterName' | 'nodeName' | 'masked' | 'collector'> & {
    readonly ownContexts: readonly OwnContext[];
    readonly periods: Pick<NodeLearningOptions, 'learningPeriodMs' | 'maxLearningPeriodMs'>;
  };

/**
 * The part of the agent's configuration file that a node at hand goes by; without a file its defaults.
 * @throws CommandError when the file cannot be read or something in it is wrong, which is said before
 */
export async function loadConfiguration(file: string | undefined, terminal: Terminal): Promise<NodeSettings> {
  const text = file === undefined ? '' : await readText(file);
  const { configuration, policy, problems } = readConfiguration({ text, file: file ?? '' });
  for (const problem of problems) terminal.say(formatProblem(problem));
  if (problems.length > 0) throw new CommandError(`Cannot use the configuration ${file}`);
  return { ...settingsOf(configuration), policy };
}

function settingsOf(configuration: Configuration): NodeSettings {
  const { enableRuntimeDetection, hostMonitoringEnabled, standaloneMonitoringEnabled, ownContexts } = configuration;
  const { ruleCooldown, clusterName, nodeName, unmasked, ringBytes } = configuration;
  return {
    ...{ enableRuntimeDetection, hostMonitoringEnabled, standaloneMonitoringEnabled, ownContexts },
    cooldownMs: durationMs(ruleCooldown.ruleCooldownDuration),
    cooldownKeys: ruleCooldown.ruleCooldownMaxSize,
    ...(clusterName !== '' && { clusterName }),
    ...(nodeName !== '' && { nodeName }),
    masked: !unmasked,
    periods: {
      learningPeriodMs: durationMs(configuration.learningPeriod),
      maxLearningPeriodMs: durationMs(configuration.maxLearningPeriod),
    },
    collector: { ringBytes },
  };
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new CommandError(`Cannot read ${file}: ${(error as NodeJS.ErrnoException).code}`);
  }
}
