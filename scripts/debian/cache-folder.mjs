import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where what was fetched is kept, across checkouts. */
export function cacheFolder(...names) {
  return join(homedir(), '.cache', 'rulelibrary', ...names);
}
