import type { Problem } from '../problem.ts';
import { quote } from '../quote.ts';
import { sourceOf, type YamlDocument } from '../yaml/read-documents.ts';
import { nodeAt, startOf } from '../yaml/yaml-node.ts';

/** Names that mean something in tags of rules already. */
export const builtInContexts: readonly string[] = ['kubernetes', 'host', 'standalone', 'container'];

/**
 * Own contexts whose name is taken, by what is built in or by one before.
 * @param pointer where in the document the valid list of them stands
 */
export function ownContextProblems(
  document: YamlDocument,
  pointer: string,
  contexts: readonly { readonly name: string }[],
): Problem[] {
  const { source, node } = sourceOf(document);
  return contexts.flatMap(({ name }, index): Problem[] => {
    const isBuiltIn = builtInContexts.includes(name);
    const first = contexts.findIndex((context) => context.name === name);
    if (!isBuiltIn && first === index) return [];
    const placeOf = (at: number) => source.placeAt(startOf(source.text, nodeAt(node, `${pointer}/${at}/name`)));
    const { line, column } = placeOf(first);
    const taken = isBuiltIn ? 'which is built in' : `first at ${line}:${column}`;
    return [{ ...placeOf(index), code: 'duplicate-id', message: `Duplicate context ${quote(name)}, ${taken}` }];
  });
}
