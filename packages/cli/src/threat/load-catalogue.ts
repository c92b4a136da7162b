import { formatProblem } from '@rulelibrary/schema';
import { readTextFile } from '@rulelibrary/schema/files';
import { builtInCatalogue, type Catalogue, readCatalogue } from '@rulelibrary/threat-rules';
import { CommandError } from '../command-error.ts';
import type { Terminal } from '../output/terminal.ts';

/** The option of every command that compiles threat rules. */
export const fieldsOption = {
  fields: {
    kind: 'value',
    placeholder: 'FILE',
    help: 'fields that threat rules may read, in place of the built-in ones; "extends": "built-in" in it adds to them',
  },
} as const;

/**
 * The catalogue in the file; without one the built-in one.
 * @throws CommandError when it cannot be used, with what is wrong said before
 */
export async function loadCatalogue(file: string | undefined, terminal: Terminal): Promise<Catalogue> {
  if (file === undefined) return builtInCatalogue;
  const read = await readTextFile(file);
  const { catalogue, problems } =
    'problem' in read ? { catalogue: undefined, problems: [read.problem] } : readCatalogue(read.text, file);
  for (const problem of problems) terminal.say(formatProblem(problem));
  if (catalogue === undefined) throw new CommandError(`Cannot use the fields in "${file}"`);
  return catalogue;
}
