import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Something that waits to be delivered. */
export interface OutboxEntry {
  /** The same for as long as it waits, restarts included; no other has it. */
  readonly id: string;
  readonly bytes: number;
  /** How many alerts it holds. */
  readonly alerts: number;
}

/** What waits to be delivered, in its order: on disk, so that it outlives us; in memory where the disk takes nothing. */
export interface Outbox {
  /** False where there is no room. Calls are carried out one after the other. */
  add(text: string, alerts: number): Promise<boolean>;
  first(): OutboxEntry | undefined;
  /** Undefined when it cannot be read any more. */
  read(entry: OutboxEntry): Promise<string | undefined>;
  /** It is not given again, even where its file cannot be removed. */
  remove(entry: OutboxEntry): Promise<void>;
  stats(): OutboxStats;
}

export interface OutboxStats {
  readonly entries: number;
  readonly bytes: number;
  /** Of these, what is in memory alone. */
  readonly inMemory: number;
  /** Why the disk last took nothing; absent when it last did. */
  readonly diskProblem?: string;
}

export interface OutboxOptions {
  /** Is made where it is missing; one process uses it at a time. */
  readonly directory: string;
  readonly maximumBytes: number;
  readonly maximumEntries: number;
  /** Of what the disk does not take. */
  readonly maximumMemoryBytes: number;
  /** Milliseconds since the epoch: entries are named by it, so that a later start knows their order. */
  readonly nowMs: () => number;
  /** From 0 to 1: makes names unique among machines. */
  readonly random: () => number;
}

interface Waiting extends OutboxEntry {
  /** Where it is in memory. */
  readonly text?: string;
}

/** Time, number, random part, and how many alerts it holds. */
const namePattern = /^(\d{15}-\d{9}-[0-9a-z]{8})-(\d{1,6})\.json$/;

/**
 * Opens the outbox with what the last process left. What comes when it is full is refused: the alerts with which something
 * began tell more than those that follow, and nobody can push them out by making more.
 *
 * @throws Error of the file system when the directory can neither be made nor read
 */
export async function openOutbox(options: OutboxOptions): Promise<Outbox> {
  const { directory, maximumBytes, maximumEntries, maximumMemoryBytes } = options;
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const waiting: Waiting[] = await findEntries(directory);
  let bytes = waiting.reduce((sum, entry) => sum + entry.bytes, 0);
  let memoryBytes = 0;
  let diskProblem: string | undefined;
  let added = 0;
  let last: Promise<unknown> = Promise.resolve();

  const nextId = () => {
    added += 1;
    const unique = Math.floor(options.random() * 36 ** 8).toString(36);
    return `${pad(options.nowMs(), 15)}-${pad(added, 9)}-${unique.padStart(8, '0').slice(0, 8)}`;
  };
  const store = async (text: string, alerts: number): Promise<boolean> => {
    const size = Buffer.byteLength(text);
    if (waiting.length >= maximumEntries || bytes + size > maximumBytes) return false;
    const entry: OutboxEntry = { id: nextId(), bytes: size, alerts };
    diskProblem = await writeWhole(directory, fileOf(entry), text);
    if (diskProblem !== undefined && memoryBytes + size > maximumMemoryBytes) return false;
    if (diskProblem !== undefined) memoryBytes += size;
    bytes += size;
    waiting.push(diskProblem === undefined ? entry : { ...entry, text });
    return true;
  };

  return {
    add(text, alerts) {
      const result = last.then(() => store(text, alerts));
      last = result;
      return result;
    },
    first: () => waiting[0],
    async read(entry) {
      const { text } = entry as Waiting;
      if (text !== undefined) return text;
      return readFile(join(directory, fileOf(entry)), 'utf8').catch(() => undefined);
    },
    async remove(entry) {
      const index = waiting.indexOf(entry);
      if (index < 0) return;
      waiting.splice(index, 1);
      bytes -= entry.bytes;
      if ((entry as Waiting).text !== undefined) memoryBytes -= entry.bytes;
      else await rm(join(directory, fileOf(entry)), { force: true }).catch(() => undefined);
    },
    stats: () => ({
      entries: waiting.length,
      bytes,
      inMemory: waiting.filter(({ text }) => text !== undefined).length,
      ...(diskProblem !== undefined && { diskProblem }),
    }),
  };
}

function fileOf({ id, alerts }: OutboxEntry): string {
  return `${id}-${alerts}.json`;
}

function pad(value: number, digits: number): string {
  return String(Math.floor(value)).padStart(digits, '0');
}

/** What was left half written has another name, and goes. Files of others stay. */
async function findEntries(directory: string): Promise<Waiting[]> {
  const names = (await readdir(directory)).sort();
  const left = names.filter((name) => name.endsWith('.part') && namePattern.test(name.slice(0, -'.part'.length)));
  await Promise.all(left.map((name) => rm(join(directory, name), { force: true }).catch(() => undefined)));
  const found: Waiting[] = [];
  for (const name of names) {
    const [, id, alerts] = namePattern.exec(name) ?? [];
    const size = id === undefined ? undefined : await stat(join(directory, name)).catch(() => undefined);
    if (id !== undefined && size?.isFile()) found.push({ id, bytes: size.size, alerts: Number(alerts) });
  }
  return found;
}

/**
 * The whole file or none, also when the machine ends in between.
 * @returns why it could not be written
 */
async function writeWhole(directory: string, name: string, text: string): Promise<string | undefined> {
  const path = join(directory, name);
  const part = `${path}.part`;
  try {
    await writeFile(part, text, { mode: 0o600, flush: true });
    await rename(part, path);
    return undefined;
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined);
    return error instanceof Error ? error.message : String(error);
  }
}
