import type { NamedProfile } from '@rulelibrary/schema';
import { keyText, nameText, type ProfileKey } from '../learning/profile-key.ts';
import { isCandidate } from './is-candidate.ts';
import type { ProfileStore } from './profile-store.ts';

const defaultMaxProfiles = 200;

/** Profiles for as long as the program runs, the least recently used out: replacements of a container go on with them. */
export function createMemoryStore(maxProfiles = defaultMaxProfiles): ProfileStore {
  const kept = new Map<string, { readonly named: NamedProfile; readonly names: string }>();
  const use = (key: ProfileKey, named: NamedProfile) => {
    const text = keyText(key);
    kept.delete(text);
    kept.set(text, { named, names: nameText(key) });
    if (kept.size > maxProfiles) kept.delete(kept.keys().next().value as string);
  };
  return {
    load(key) {
      const named = kept.get(keyText(key))?.named;
      if (named !== undefined) use(key, named);
      return named;
    },
    lastCompleted(key) {
      const found = [...kept.values()].findLast(
        ({ named, names }) => names === nameText(key) && isCandidate(named, key),
      );
      return found?.named;
    },
    save: ({ key, named }) => use(key, named),
    settled: async () => {},
    close: () => {},
  };
}
