import { formatProblem } from '@rulelibrary/schema';
import { readRuleFiles } from './files/read-rule-files.ts';
import { readText } from './files/read-text.ts';
import { writeText } from './files/write-text.ts';
import { generate } from './generate.ts';
import type { GeneratedFile } from './generated-file.ts';
import { readLibrary } from './read-library.ts';

/** Where the generator writes what it has to say. */
export interface GeneratorOutput {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown };
}

const usage = `Usage: ./gen.ts [--check]

Writes every generated file from pkg/rules/*/rule.yaml and the event catalogue.

  --check  writes nothing; names each file that is not what would be written, and then ends with 1

Example: ./gen.ts && git diff --stat
`;

/**
 * The command `./gen.ts`: reads the rules below `root` and writes, or checks, what follows from them.
 *
 * Gives the exit code: 0 all is well, 1 a file is stale, 2 it could not run, or a rule has an error; then nothing is written.
 */
export async function runGenerator(root: string, args: readonly string[], output: GeneratorOutput): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    output.stdout.write(usage);
    return 0;
  }
  const unknown = args.find((arg) => arg !== '--check');
  if (unknown !== undefined) {
    output.stderr.write(`gen: Unknown option "${unknown}"; expected --check\n`);
    return 2;
  }
  try {
    const { rules, problems } = readLibrary(await readRuleFiles(root));
    for (const problem of problems) output.stderr.write(`${formatProblem(problem)}\n`);
    if (problems.length > 0) return 2;
    const stale = await staleFiles(root, generate(rules));
    return args.includes('--check') ? reportStale(stale, output) : await writeStale(root, stale, output);
  } catch (error) {
    output.stderr.write(`gen: ${error instanceof Error ? error.message : String(error)}\n`);
    return 2;
  }
}

async function staleFiles(root: string, files: readonly GeneratedFile[]): Promise<GeneratedFile[]> {
  const current = await Promise.all(files.map(({ path }) => readText(root, path)));
  return files.filter(({ content }, index) => current[index] !== content);
}

function reportStale(stale: readonly GeneratedFile[], { stderr }: GeneratorOutput): number {
  for (const { path } of stale) stderr.write(`${path}: Stale file "${path}"; run ./gen.ts\n`);
  return stale.length === 0 ? 0 : 1;
}

async function writeStale(root: string, stale: readonly GeneratedFile[], { stdout }: GeneratorOutput): Promise<number> {
  for (const { path, content } of stale) {
    await writeText(root, path, content);
    stdout.write(`${path}\n`);
  }
  return 0;
}
