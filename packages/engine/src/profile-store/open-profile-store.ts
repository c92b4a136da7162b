import { mkdirSync, readdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import path from 'node:path';
import { formatProfiles, type NamedProfile, type Problem } from '@rulelibrary/schema';
import type { ProfileKey } from '../learning/profile-key.ts';
import { fileNameOf, isFileOf } from './file-name.ts';
import { isCandidate } from './is-candidate.ts';
import { loadProfile, maxFileBytes, problemOf } from './load-profile.ts';
import type { ProfileStore } from './profile-store.ts';
import { isTemporary, writeAtomically, writeAtomicallySync } from './write-atomically.ts';

export interface ProfileStoreOptions {
  /** Told of files that cannot be read or written; nothing stops for it. */
  readonly onProblem?: (problem: Problem) => void;
  /** How many profiles are kept, the least recently used out; 10,000 where it is not given. */
  readonly maxFiles?: number;
}

const defaultMaxFiles = 10_000;
/** Images of one container that are looked at: the last ones. */
const maxCandidates = 5;

/**
 * Profiles as files of a folder, one for each container of a workload and image.
 * @throws Error of the system when the folder can be neither made nor read
 */
export function openProfileStore(directory: string, options: ProfileStoreOptions = {}): ProfileStore {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  return new FileStore(directory, options);
}

/** Guards that what is newer is never replaced by what is older, though it is written while others go on. */
class FileStore implements ProfileStore {
  readonly #directory: string;
  readonly #onProblem: (problem: Problem) => void;
  readonly #maxFiles: number;
  readonly #known: Set<string>;
  /** By file: what is to be written, or could not be. */
  readonly #unwritten = new Map<string, NamedProfile>();
  #writing: Promise<void> | undefined;

  constructor(directory: string, { onProblem = () => {}, maxFiles = defaultMaxFiles }: ProfileStoreOptions) {
    this.#directory = directory;
    this.#onProblem = onProblem;
    this.#maxFiles = maxFiles;
    const names = readdirSync(directory);
    for (const name of names.filter(isTemporary)) rmSync(path.join(directory, name), { force: true });
    this.#known = new Set(names.filter((name) => name.endsWith('.yaml') && !name.startsWith('.')));
  }

  load(key: ProfileKey): NamedProfile | undefined {
    const file = this.#fileOf(key);
    const unwritten = this.#unwritten.get(file);
    if (unwritten !== undefined) return unwritten;
    const profile = loadProfile(file, key, this.#onProblem);
    if (profile !== undefined) this.#touch(file);
    return profile;
  }

  lastCompleted(key: ProfileKey): NamedProfile | undefined {
    const names = [...this.#known].filter((name) => isFileOf(name, key));
    const newest = names.toSorted((one, other) => this.#usedMs(other) - this.#usedMs(one)).slice(0, maxCandidates);
    for (const name of newest) {
      const profile = loadProfile(path.join(this.#directory, name), undefined, this.#onProblem);
      if (profile !== undefined && isCandidate(profile, key)) return profile;
    }
    return undefined;
  }

  save({ key, named }: { readonly key: ProfileKey; readonly named: NamedProfile }): void {
    this.#unwritten.set(this.#fileOf(key), named);
    this.#writing ??= this.#writeAll().finally(() => {
      this.#writing = undefined;
    });
  }

  async settled(): Promise<void> {
    while (this.#writing !== undefined) await this.#writing;
  }

  close(): void {
    for (const [file, named] of this.#unwritten) {
      this.#attempt(file, () => {
        writeAtomicallySync(file, this.#textOf(file, named));
        this.#written(file, named);
      });
    }
  }

  #fileOf(key: ProfileKey): string {
    return path.join(this.#directory, fileNameOf(key));
  }

  /** One after the other: a disk that is slow is not made slower. What fails is tried again with the next save. */
  async #writeAll(): Promise<void> {
    const failed = new Set<NamedProfile>();
    const next = () => [...this.#unwritten].find(([, named]) => !failed.has(named));
    for (let entry = next(); entry !== undefined; entry = next()) {
      const [file, named] = entry;
      try {
        const text = this.#textOf(file, named);
        await writeAtomically(file, text, () => this.#unwritten.get(file) === named);
        this.#written(file, named);
      } catch (error) {
        failed.add(named);
        this.#report(file, error);
      }
    }
  }

  #textOf(file: string, named: NamedProfile): string {
    const text = formatProfiles([named]);
    if (Buffer.byteLength(text) <= maxFileBytes) return text;
    this.#unwritten.delete(file);
    throw new Error(`it is larger than ${maxFileBytes} bytes`);
  }

  #written(file: string, named: NamedProfile): void {
    if (this.#unwritten.get(file) === named) this.#unwritten.delete(file);
    this.#known.add(path.basename(file));
    if (this.#known.size > this.#maxFiles) this.#removeOldest();
  }

  /** A tenth at once: to find them, all are looked at. */
  #removeOldest(): void {
    const files = [...this.#known].map((name) => ({ name, usedMs: this.#usedMs(name) }));
    const count = this.#known.size - this.#maxFiles + Math.floor(this.#maxFiles / 10);
    for (const { name } of files.toSorted((one, other) => one.usedMs - other.usedMs).slice(0, count)) {
      this.#known.delete(name);
      const file = path.join(this.#directory, name);
      this.#attempt(file, () => rmSync(file, { force: true }));
    }
  }

  #usedMs(name: string): number {
    return statSync(path.join(this.#directory, name), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  }

  /** A profile that is completed is not written again, and is in use all the same. */
  #touch(file: string): void {
    const now = new Date();
    this.#attempt(file, () => utimesSync(file, now, now));
  }

  #attempt(file: string, run: () => void): void {
    try {
      run();
    } catch (error) {
      this.#report(file, error);
    }
  }

  #report(file: string, error: unknown): void {
    this.#onProblem(problemOf(file, `Cannot write "${file}": ${error instanceof Error ? error.message : error}`));
  }
}
