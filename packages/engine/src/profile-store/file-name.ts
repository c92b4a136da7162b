import { createHash } from 'node:crypto';
import { nameText, type ProfileKey } from '../learning/profile-key.ts';

/** Of the readable part: a name in a folder has 255 bytes at most. */
const maxPart = 80;

/** The file of a profile: for people the names as far as they are plain, and for us a hash, by which any two differ. */
export function fileNameOf(key: ProfileKey): string {
  const names = [key.namespace, key.workload, key.workload === key.containerName ? undefined : key.containerName];
  const parts = names.flatMap((name) => (name === undefined ? [] : [plainPart(name)]));
  const image = hashOf(key.imageDigest ?? key.image ?? '').slice(0, 8);
  return [...parts.filter((part) => part !== ''), `${nameHash(key)}-${image}.yaml`].join('.');
}

/** Whether the file is of a container of that name, of whatever image. */
export function isFileOf(name: string, key: ProfileKey): boolean {
  return name.includes(`${nameHash(key)}-`);
}

function nameHash(key: ProfileKey): string {
  return hashOf(nameText(key)).slice(0, 16);
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Neither a separator nor a leading dot, whatever somebody called a container. */
function plainPart(name: string): string {
  return name.replaceAll(/[^A-Za-z0-9_-]+/g, '-').slice(0, maxPart);
}
