import type { Program } from '@rulelibrary/cel';
import type { RuntimeEvent } from '@rulelibrary/schema';
import { createEventScope } from './event-scope.ts';
import { createRuleEnvironment } from './rule-environment.ts';

/**
 * Compiles an expression as one of a rule, to be tried on an event. Its helper functions answer as for a container without
 * profile, outside any cluster, whose processes are gone.
 *
 * @throws CelError syntax, unknown-name, type, limit
 */
export function compileOnEvent(source: string, event: RuntimeEvent): Program<RuntimeEvent> {
  const scope = createEventScope(undefined);
  scope.enter(event);
  return createRuleEnvironment(scope, {}).compileValue(source, event.eventType);
}
