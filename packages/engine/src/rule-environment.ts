import { createEventEnvironment, type EventEnvironment } from '@rulelibrary/cel';
import type { EngineOptions } from './engine-options.ts';
import type { EventScope } from './event-scope.ts';
import { createHelpers } from './helpers/create-helpers.ts';
import type { StepScope } from './sequences/step-scope.ts';

/**
 * The environment of rule expressions, its helper functions answering for the event in `scope`.
 * @param steps what fills the earlier steps of a sequence
 */
export function createRuleEnvironment(
  scope: EventScope,
  { kubernetes, processes }: Pick<EngineOptions, 'kubernetes' | 'processes'>,
  steps?: StepScope,
): EventEnvironment {
  const helpers = createHelpers({
    completedProfile: scope.completedProfileOf,
    currentEvent: () => scope.event,
    kubernetes,
    processes,
  });
  return createEventEnvironment(helpers, steps?.read);
}
