import type { NodeLearningOptions } from '@rulelibrary/engine/node';
import { parseDuration } from '../arguments/parse-duration.ts';
import type { NodeSettings } from '../input/load-configuration.ts';

/** What the command line says of learning. */
export interface LearningArguments {
  readonly learnFor: string | undefined;
  readonly state: string | undefined;
  readonly services: boolean;
}

/** How a node learns; undefined: not at all. Whoever asks for any of it means containers of every context. */
export function learningOf(
  { learnFor, state, services }: LearningArguments,
  { settings, onSaved }: { readonly settings: NodeSettings } & Pick<Required<NodeLearningOptions>, 'onSaved'>,
): NodeLearningOptions | undefined {
  if (learnFor === undefined && state === undefined && !services) return undefined;
  return {
    ...settings.periods,
    ...(learnFor !== undefined && { maxLearningPeriodMs: parseDuration(learnFor) }),
    contexts: ['kubernetes', 'standalone', ...(services ? (['host'] as const) : [])],
    stateDirectory: state,
    onSaved,
  };
}
