import { closeSync, fsyncSync, openSync, renameSync, unlinkSync, writeFileSync } from 'node:fs';
import { open, unlink } from 'node:fs/promises';
import path from 'node:path';

/** Between the dot in front and this are the name, behind it who writes. */
export const temporaryMark = '.tmp-';

/** Argument vectors are in it as they were, passwords included. */
const mode = 0o600;

let writes = 0;

/** Whether a name in the folder is a file that was begun, and whose writer may have been killed. */
export function isTemporary(name: string): boolean {
  return name.startsWith('.') && name.includes(temporaryMark);
}

/** Replaces the file: whoever reads it, and whenever this process is killed, has the one before or this one, whole. */
export function writeAtomicallySync(file: string, text: string): void {
  const temporary = temporaryNameOf(file);
  try {
    const descriptor = openSync(temporary, 'wx', mode);
    try {
      writeFileSync(descriptor, text);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    rename(temporary, file);
  } catch (error) {
    attempt(() => unlinkSync(temporary));
    throw error;
  }
}

/**
 * The same, while others go on.
 * @param isWanted asked when all but the renaming is done: false where something newer was written meanwhile
 */
export async function writeAtomically(file: string, text: string, isWanted: () => boolean): Promise<void> {
  const temporary = temporaryNameOf(file);
  try {
    const handle = await open(temporary, 'wx', mode);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    if (isWanted()) rename(temporary, file);
    else await unlink(temporary);
  } catch (error) {
    attempt(() => unlinkSync(temporary));
    throw error;
  }
}

/** The name of the file is on the disk as well when this returns. */
function rename(temporary: string, file: string): void {
  renameSync(temporary, file);
  const folder = openSync(path.dirname(file), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

function temporaryNameOf(file: string): string {
  writes += 1;
  return path.join(path.dirname(file), `.${path.basename(file)}${temporaryMark}${process.pid}-${writes}`);
}

function attempt(run: () => void): void {
  try {
    run();
  } catch {
    // It is not there any more.
  }
}
