import type { ContainerProfile } from '@rulelibrary/schema';
import { createPathIndex } from './path-index.ts';

type Endpoints = NonNullable<ContainerProfile['endpoints']>;

/** The HTTP endpoints of a profile. */
export interface EndpointIndex {
  /** @param endpoint `:port/path` @param methods only endpoints accessed with one of these; undefined: whatever it was */
  has(endpoint: string, methods?: readonly string[]): boolean;
  /** Whether a recorded endpoint begins so, compared as text, wildcards included. */
  hasPrefix(prefix: string): boolean;
  /** Whether a recorded endpoint ends so, compared as text, wildcards included. */
  hasSuffix(suffix: string): boolean;
  /** Whether an endpoint names the host, before its `:port` or in its Host header; without case, trailing dot and port. */
  hasHost(host: string): boolean;
}

/** Prepares recorded endpoints for look-ups; learning collapses their paths like others, so `⋯` and `*` count. */
export function createEndpointIndex(endpoints: Endpoints): EndpointIndex {
  const byPath = createPathIndex(endpoints, (entry) => entry.endpoint);
  const hosts = new Set(endpoints.flatMap(hostsOf));
  hosts.delete('');
  return {
    has: (endpoint, methods) =>
      byPath.some(endpoint, (entry) => methods === undefined || methods.some((method) => hasMethod(entry, method))),
    hasPrefix: (prefix) => endpoints.some(({ endpoint }) => endpoint.startsWith(prefix)),
    hasSuffix: (suffix) => endpoints.some(({ endpoint }) => endpoint.endsWith(suffix)),
    hasHost: (host) => hosts.has(hostKey(host)),
  };
}

function hasMethod(entry: Endpoints[number], method: string): boolean {
  return entry.methods?.includes(method) ?? false;
}

function hostsOf({ endpoint, headers }: Endpoints[number]): string[] {
  const named = Object.entries(headers ?? {}).filter(([name]) => name.toLowerCase() === 'host');
  return [endpoint.split('/', 1)[0] ?? '', ...named.flatMap(([, values]) => values)].map(hostKey);
}

function hostKey(host: string): string {
  const bare = host.toLowerCase().replace(/:\d+$/, '');
  return bare.endsWith('.') ? bare.slice(0, -1) : bare;
}
