import type { Container } from '../contexts/container.ts';
import type { ContextInfo } from '../contexts/context-info.ts';
import type { SourceContext } from '../source-context.ts';

/** Whose profile it is: that of a container of a workload, as long as it has the same image. */
export interface ProfileKey {
  readonly context: SourceContext;
  readonly namespace?: string;
  readonly workload: string;
  readonly containerName: string;
  readonly image?: string;
  readonly imageDigest?: string;
}

/** Pods are known by their owner as soon as that is known; replacements then share their profile. */
export function profileKeyOf(container: Container, { context, pod }: ContextInfo): ProfileKey {
  const { image, imageDigest } = container;
  const ofImage = { ...(image && { image }), ...(imageDigest && { imageDigest }) };
  if (pod !== undefined) {
    return {
      context,
      namespace: pod.namespace,
      workload: pod.workload?.name ?? pod.name,
      containerName: pod.containerName ?? container.name ?? container.id,
      ...ofImage,
    };
  }
  const name = container.name ?? nameOf(container);
  return { context, workload: name, containerName: name, ...ofImage };
}

/** A service of the host, by its systemd unit. */
export function serviceKeyOf(unit: string): ProfileKey {
  return { context: 'host', workload: 'host', containerName: unit };
}

/** The same for containers of one name, whatever their image. */
export function nameText({ context, namespace = '', workload, containerName }: ProfileKey): string {
  return JSON.stringify([context, namespace, workload, containerName]);
}

/** The same for containers that share a profile. */
export function keyText({ context, namespace = '', workload, containerName, image, imageDigest }: ProfileKey): string {
  return JSON.stringify([context, namespace, workload, containerName, imageDigest ?? image ?? '']);
}

/** Name of the objects in the file: letters, digits and `-`, told apart by a hash of the whole key. */
export function objectNameOf(key: ProfileKey): string {
  const parts = key.workload === key.containerName ? [key.workload] : [key.workload, key.containerName];
  return [...parts.map(plainName).filter((part) => part !== ''), hashOf(keyText(key))].join('-');
}

/** An id made at random names nothing that comes again; its image does. */
function nameOf({ id, image }: Container): string {
  return /^[0-9a-f]{64}$/.test(id) && image ? image : id;
}

function plainName(name: string): string {
  const plain = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  return plain.slice(0, 100).replace(/^-+/, '').replace(/-+$/, '');
}

/** FNV-1a, 32 bits: for the eye, nothing is looked up by it. */
function hashOf(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  return hash.toString(16).padStart(8, '0');
}
