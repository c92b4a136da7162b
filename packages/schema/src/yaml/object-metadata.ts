import { EventError } from '../event-error.ts';
import { timestampMs } from '../timestamp.ts';
import { childOf, type YamlNode } from './yaml-node.ts';

/** What names a Kubernetes object, as far as it says; what is not text was reported by its schema. */
export interface ObjectMetadata {
  readonly name: string | undefined;
  readonly namespace: string | undefined;
  readonly uid: string | undefined;
  /** metadata.creationTimestamp, milliseconds since the epoch. */
  readonly createdMs: number | undefined;
}

/** The names of the object. */
export function metadataOf(object: YamlNode): ObjectMetadata {
  const metadata = childOf(object, 'metadata');
  const textOf = (key: string): string | undefined => {
    const value = metadata && childOf(metadata, key)?.value;
    return typeof value === 'string' ? value : undefined;
  };
  const created = textOf('creationTimestamp');
  return {
    name: textOf('name'),
    namespace: textOf('namespace'),
    uid: textOf('uid'),
    createdMs: created === undefined ? undefined : instantMs(created),
  };
}

/** The API server writes no other timestamps; by hand anything may stand there, and then says nothing. */
function instantMs(text: string): number | undefined {
  try {
    return timestampMs(text);
  } catch (error) {
    if (error instanceof EventError) return undefined;
    throw error;
  }
}
