import type { ContainerProfile } from '@rulelibrary/schema';
import { createPathIndex } from './path-index.ts';

type Opens = NonNullable<ContainerProfile['opens']>;

/** The opened paths of a profile. */
export interface OpenIndex {
  /** @param flags only entries that were opened with all of these */
  has(path: string, flags?: readonly string[]): boolean;
  /** Whether a recorded path begins so, compared as text, wildcards included. */
  hasPrefix(prefix: string): boolean;
  /** Whether a recorded path ends so, compared as text, wildcards included. */
  hasSuffix(suffix: string): boolean;
}

/** Prepares recorded opens for look-ups. */
export function createOpenIndex(opens: Opens): OpenIndex {
  const byPath = createPathIndex(opens, (open) => open.path);
  return {
    has: (path, flags = []) => byPath.some(path, (open) => flags.every((flag) => open.flags?.includes(flag) ?? false)),
    hasPrefix: (prefix) => opens.some((open) => open.path.startsWith(prefix)),
    hasSuffix: (suffix) => opens.some((open) => open.path.endsWith(suffix)),
  };
}
