import { type ApiObject, isRecord } from '../watch/api-object.ts';
import type { Resource } from '../watch/resource.ts';

/** Addresses in the kubernetes Service, or in an EndpointSlice of it. */
export function addressesOf({ kind }: Resource, object: ApiObject): readonly string[] {
  const written = object as unknown as Record<string, unknown>;
  const found = kind === 'Service' ? ofService(written['spec']) : ofSlice(written['endpoints']);
  return found.filter((address) => typeof address === 'string' && address !== '' && address !== 'None') as string[];
}

function ofService(spec: unknown): readonly unknown[] {
  if (!isRecord(spec)) return [];
  return [spec['clusterIP'], ...(Array.isArray(spec['clusterIPs']) ? (spec['clusterIPs'] as readonly unknown[]) : [])];
}

function ofSlice(endpoints: unknown): readonly unknown[] {
  const list = Array.isArray(endpoints) ? (endpoints as readonly unknown[]) : [];
  return list.flatMap((endpoint) =>
    isRecord(endpoint) && Array.isArray(endpoint['addresses']) ? (endpoint['addresses'] as readonly unknown[]) : [],
  );
}
