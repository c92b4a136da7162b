import type { Binding } from '../bindings/binding.ts';
import { parseBindings } from '../bindings/parse-bindings.ts';
import type { Problem } from '../problem.ts';
import type { FoundFile } from './find-yaml-files.ts';
import { type Found, readPaths } from './read-paths.ts';

/**
 * Reads the bindings of the YAML and JSON files at the paths, each file once. Never rejects: what cannot be read is in
 * `problems`, a path without any binding as `no-bindings`.
 */
export async function readBindings(paths: readonly string[]): Promise<{ bindings: Binding[]; problems: Problem[] }> {
  const { items: bindings, problems } = await readPaths(paths, parseFile, {
    code: 'no-bindings',
    reason: 'no bindings in it',
    names: /\.(?:ya?ml|json)$/,
  });
  return { bindings, problems };
}

function parseFile(text: string, { file, isNamed }: FoundFile): Found<Binding> {
  if (!isNamed && !mentionsBindings.test(text)) return { items: [], problems: [] };
  const { bindings: items, problems } = parseBindings(text, file);
  return { items, problems };
}

/** As with rules: other YAML in a folder is not parsed. */
const mentionsBindings = /\bkind["']?\s*:\s*["']?(?:RuntimeRuleAlertBinding|List)\b/;
