import type { ApiClient } from '../client/api-client.ts';
import { codeOf } from '../cluster-error.ts';
import { isApiObject } from './api-object.ts';

/** Those who lost the same connection ask at the same time. */
const keptMs = 1_000;
const timeoutMs = 5_000;

/** @param sinceMs an answer that was asked for before is none; default: a second ago */
export type StorageIdentity = (sinceMs?: number) => Promise<string>;

/**
 * Tells storages of API servers apart: by the namespace kube-system, which every storage makes anew and nobody deletes. Empty
 * where it is not there yet, or may not be read.
 */
export function createStorageIdentity(client: ApiClient, now: () => number): StorageIdentity {
  let asked: { readonly ms: number; readonly answer: Promise<string> } | undefined;
  return (sinceMs = now() - keptMs) => {
    if (asked === undefined || asked.ms < sinceMs) asked = { ms: now(), answer: ask(client) };
    return asked.answer;
  };
}

async function ask(client: ApiClient): Promise<string> {
  try {
    const namespace = await client.call({ path: '/api/v1/namespaces/kube-system', timeoutMs });
    return (isApiObject(namespace) && namespace.metadata.uid) || '';
  } catch (error) {
    const code = codeOf(error);
    if (code === 'not-found' || code === 'forbidden') return '';
    throw error;
  }
}
