import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderPattern, idOfFolder } from '@rulelibrary/rule-tester/check';
import { UsageError } from '../arguments/usage-error.ts';
import { CommandError } from '../command-error.ts';

/** The list of ids that no rule of a library may have again, in the folder of its rules. */
export const retiredIdsFile = 'retired-ids.json';

/**
 * Whether a rule folder of that name can be added to a library.
 * @param except a folder that does not count, since it will be gone
 * @throws UsageError for a name that is none
 * @throws CommandError when its number is another rule's, or was
 */
export function checkFolderName(name: string, library: string, except?: string): void {
  if (!folderPattern.test(name)) throw new UsageError(`Expected a name such as r1040-suspicious-shell, got "${name}"`);
  if (!existsSync(library)) throw new CommandError(`Cannot read "${library}": no such folder`);
  const id = idOfFolder(name);
  const taken = readdirSync(library).find(
    (other) => other !== except && folderPattern.test(other) && idOfFolder(other) === id,
  );
  if (taken !== undefined) throw new CommandError(`Duplicate rule id "${id}": ${taken} has it`);
  if (retiredIds(library).includes(id))
    throw new CommandError(`Retired rule id "${id}": bindings still name the rule that had it`);
}

/** The ids that are gone, of a library that keeps a list of them. */
export function retiredIds(library: string): readonly string[] {
  const file = join(library, retiredIdsFile);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as readonly string[]) : [];
}
