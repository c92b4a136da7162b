import os from 'node:os';
import { type EventType, ruleEventTypes } from '@rulelibrary/schema';
import { type CollectorOptions, openCollector } from '../collector/open-collector.ts';
import { openContainerDiscovery } from '../containers/open-container-discovery.ts';
import type { Engine } from '../engine.ts';
import { learnedEventTypes } from '../learning/learned-event-types.ts';
import { createEventSource, type EventSource } from './event-source.ts';
import { createHostServices } from './host-services.ts';
import { createNode, type Node } from './node.ts';
import type { NodeOptions } from './node-options.ts';
import { createPartErrors, type PartErrors } from './part-errors.ts';

/** New mount namespaces are followed by it, whatever rules read. */
const followedTypes: readonly EventType[] = ['unshare'];

/**
 * Opens all that watches this machine: the collector, what finds out where events happen, and the engine.
 * @throws CollectorError when the machine cannot be watched; RangeError when an option is out of range; Error for an
 * agentVersion that is none
 */
export function openNode(options: NodeOptions): Node {
  const errors = createPartErrors(options.onError ?? (() => {}));
  const openSource = (engine: Engine) =>
    openEventSource({
      ...options,
      collector: { eventTypes: eventTypesOf(engine, options), ...options.collector },
      tellServices: options.learning?.contexts?.includes('host') ?? false,
      errors,
    });
  return createNode({ options, errors, openSource });
}

export interface EventSourceOptions
  extends Pick<NodeOptions, 'collector' | 'discovery' | 'nodeName' | 'ownContexts' | 'podOf' | 'onError'> {
  readonly errors?: PartErrors;
  /** Tells the services of the host apart. Default false. */
  readonly tellServices?: boolean;
}

/**
 * The events of this machine alone, each with the place where it happened.
 * @throws CollectorError when the machine cannot be watched; RangeError when an option is out of range
 */
export function openEventSource(options: EventSourceOptions): EventSource {
  const { discovery = {}, nodeName, ownContexts, podOf, onError = () => {} } = options;
  const { errors = createPartErrors(onError) } = options;
  const collector = openCollector(withFollowedTypes(options.collector));
  return createEventSource({
    collector,
    // A machine whose containers cannot be looked for is watched all the same.
    discovery: errors.attempt('discovery', () => (discovery ? openContainerDiscovery(discovery) : undefined)),
    errors,
    hostName: nodeName || os.hostname(),
    ownContexts,
    podOf,
    serviceOf: options.tellServices ? createHostServices() : undefined,
  });
}

function withFollowedTypes({ eventTypes, ...others }: CollectorOptions = {}): CollectorOptions {
  return eventTypes === undefined ? others : { ...others, eventTypes: [...eventTypes, ...followedTypes] };
}

/** The kernel is asked for nothing that no rule reads and no profile is made of. */
function eventTypesOf(engine: Engine, { learning }: NodeOptions): EventType[] {
  const read = engine.activeRules().flatMap(({ rule }) => ruleEventTypes(rule.spec));
  return [...new Set([...read, ...(learning ? learnedEventTypes : [])])];
}
