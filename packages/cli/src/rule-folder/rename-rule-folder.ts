import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { idOfFolder, readRuleFolder } from '@rulelibrary/rule-tester/check';
import { CommandError } from '../command-error.ts';
import { retiredIds, retiredIdsFile } from './check-folder-name.ts';

export interface Renamed {
  /** Files of other rules that name the old id or folder. */
  readonly mentions: readonly string[];
  /** The old id, where the rule had been out in the world under it. */
  readonly retired: string | undefined;
}

/**
 * Moves a rule folder beside itself and changes name and id in its files.
 * @throws CommandError when it cannot be read or moved; nothing is changed then
 */
export function renameRuleFolder(folder: string, name: string): Renamed {
  const status = statusOf(folder);
  const library = dirname(folder);
  const old = basename(folder);
  const target = join(library, name);
  move(folder, target);
  for (const file of filesOf(target)) replaceNames(file, old, name);
  const id = idOfFolder(old);
  const isRetired = id !== idOfFolder(name) && status !== 'experimental';
  if (isRetired) retire(id, library);
  return { mentions: mentionsOf(library, { old, id, except: name }), retired: isRetired ? id : undefined };
}

function statusOf(folder: string): string {
  try {
    return readRuleFolder(folder).status;
  } catch (error) {
    throw new CommandError(`Cannot rename a rule with problems:\n${error instanceof Error ? error.message : error}`);
  }
}

function move(folder: string, target: string): void {
  const git = (...args: string[]) => spawnSync('git', args, { cwd: dirname(folder), encoding: 'utf8' });
  const isTracked = git('ls-files', '--error-unmatch', '--', basename(folder)).status === 0;
  if (isTracked) {
    const { status, stderr } = git('mv', '--', basename(folder), basename(target));
    if (status !== 0) throw new CommandError(`Cannot move ${folder}: ${stderr.trim()}`);
  } else renameSync(folder, target);
}

/** Of its files only: in a text about other rules the old name may be meant. */
function replaceNames(file: string, old: string, name: string): void {
  const text = readFileSync(file, 'utf8');
  const changed = text.replaceAll(wordPattern(old), name).replaceAll(wordPattern(idOfFolder(old)), idOfFolder(name));
  if (changed !== text) writeFileSync(file, changed);
}

function retire(id: string, library: string): void {
  const ids = [...retiredIds(library), id].sort();
  writeFileSync(join(library, retiredIdsFile), `${JSON.stringify(ids, null, 2)}\n`);
}

function mentionsOf(library: string, { old, id, except }: { old: string; id: string; except: string }): string[] {
  const folders = readdirSync(library, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const files = folders
    .filter(({ name }) => name !== except && /^r\d{4}-/.test(name))
    .flatMap(({ name }) => filesOf(join(library, name)));
  const patterns = [wordPattern(old), ...(id === idOfFolder(except) ? [] : [wordPattern(id)])];
  return files.filter((file) => {
    const text = readFileSync(file, 'utf8');
    return patterns.some((pattern) => text.search(pattern) >= 0);
  });
}

function filesOf(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());
  return entries.map((entry) => join(folder, entry.name)).sort();
}

/** The name as a word of its own: R1001 is not part of R10010, nor r1001-a of r1001-a-b. */
function wordPattern(name: string): RegExp {
  return new RegExp(`(?<![\\w-])${name}(?![\\w-])`, 'g');
}
