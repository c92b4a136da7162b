import type { NamedProfile } from '@rulelibrary/schema';
import type { ProfileKey } from '../learning/profile-key.ts';

/** Whether the profile can be that of the container, as far as its image is known. */
export function isCandidate({ image, imageDigest, profile }: NamedProfile, key: ProfileKey): boolean {
  const isSame = (one: string | undefined, other: string | undefined) =>
    one === undefined || other === undefined || one === other;
  return profile.status === 'completed' && isSame(image, key.image) && isSame(imageDigest, key.imageDigest);
}
