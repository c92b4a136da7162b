import type { NamedProfile } from '@rulelibrary/schema';
import type { SavedProfile } from '../learning/learner-options.ts';
import type { ProfileKey } from '../learning/profile-key.ts';

/** Where profiles are when their containers are not. */
export interface ProfileStore {
  /** What was saved last, be it written yet or not. */
  load(key: ProfileKey): NamedProfile | undefined;
  /** The completed one that was used last of a container of that name: of its image, where that is known. */
  lastCompleted(key: ProfileKey): NamedProfile | undefined;
  /** Writes it, soon. */
  save(saved: SavedProfile): void;
  /** Resolves when all that was saved so far is written, or has failed. */
  settled(): Promise<void>;
  /** Writes what is left before it returns. */
  close(): void;
}
