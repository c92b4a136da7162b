import type { ApiObject } from '../watch/api-object.ts';
import { apiVersionOf, type Resource } from '../watch/resource.ts';

/** What is kept of an object that gets a status. */
export interface ObjectRecord {
  readonly namespace: string | undefined;
  readonly name: string;
  readonly uid: string;
  readonly generation: number;
  /** As it was last seen. */
  readonly status: unknown;
  /** Of all but the status. */
  readonly fingerprint: string;
}

/** The record with the object's status, where nothing else changed. */
export function sameObject<Item extends ObjectRecord>(object: ApiObject, previous: Item | undefined): Item | undefined {
  if (previous === undefined || fingerprintOf(object) !== previous.fingerprint) return undefined;
  return { ...previous, status: object.status };
}

/** The object without what says nothing about it, as the readers of files take it. */
export function readable(object: ApiObject, resource: Resource): { record: ObjectRecord; text: object } {
  const { namespace, name, uid = '', generation = 0, creationTimestamp, annotations } = object.metadata;
  const metadata = { name, namespace, uid, creationTimestamp, annotations };
  return {
    record: { namespace, name, uid, generation, status: object.status, fingerprint: fingerprintOf(object) },
    text: { apiVersion: apiVersionOf(resource), kind: resource.kind, metadata, spec: object.spec },
  };
}

/** The generation grows with the spec alone, and says nothing of annotations. */
function fingerprintOf({ metadata: { uid, generation, annotations } }: ApiObject): string {
  return JSON.stringify([uid, generation, annotations]);
}
