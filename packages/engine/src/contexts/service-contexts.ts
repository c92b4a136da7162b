import type { RuntimeEvent } from '@rulelibrary/schema';
import type { ContextInfo } from './context-info.ts';

/** More than a host has: units of a flood share the host's own context. */
const maxServices = 1000;

/** The host's context for each of its services: undefined for a process of none. */
export function createServiceContexts(
  host: ContextInfo,
  serviceOf: (event: RuntimeEvent) => string | undefined,
): (event: RuntimeEvent) => ContextInfo | undefined {
  const contexts = new Map<string, ContextInfo>();
  return (event) => {
    const service = serviceOf(event);
    if (service === undefined) return undefined;
    const known = contexts.get(service);
    if (known !== undefined || contexts.size >= maxServices) return known;
    const context = { ...host, service };
    contexts.set(service, context);
    return context;
  };
}
