import { parsePods } from '../pods/parse-pods.ts';
import type { ClusterObjects, Namespace, Pod } from '../pods/pod.ts';
import type { Problem } from '../problem.ts';
import { quote } from '../quote.ts';
import type { FoundFile } from './find-yaml-files.ts';
import { type Found, readPaths } from './read-paths.ts';

/**
 * Reads what the YAML and JSON files at the paths say of a cluster: its pods and namespaces, and the addresses of its API server.
 *
 * Never rejects: what cannot be read is in `problems` (a path without anything of use as `no-pods`), and so are pods that
 * occur twice, of which the first counts.
 */
export async function readPods(
  paths: readonly string[],
): Promise<ClusterObjects & { readonly problems: readonly Problem[] }> {
  const found = await readPaths(paths, parseFile, {
    code: 'no-pods',
    reason: 'no pods in it',
    names: /\.(?:ya?ml|json)$/,
  });
  const { pods, problems } = withoutDuplicates(found.items.flatMap((item) => ('pod' in item ? [item.pod] : [])));
  const namespaces = found.items.flatMap((item) => ('namespace' in item ? [item.namespace] : []));
  const apiServerAddresses = found.items.flatMap((item) => ('address' in item ? [item.address] : []));
  return {
    pods,
    ...(namespaces.length > 0 && { namespaces }),
    apiServerAddresses: [...new Set(apiServerAddresses)],
    problems: [...found.problems, ...problems],
  };
}

type Item = { readonly pod: Pod } | { readonly namespace: Namespace } | { readonly address: string };

function parseFile(text: string, { file, isNamed }: FoundFile): Found<Item> {
  if (!isNamed && !mentionsCluster.test(text)) return { items: [], problems: [] };
  const { pods, namespaces = [], apiServerAddresses, problems } = parsePods(text, file);
  const items = [
    ...pods.map((pod) => ({ pod })),
    ...namespaces.map((namespace) => ({ namespace })),
    ...apiServerAddresses.map((address) => ({ address })),
  ];
  return { items, problems };
}

/** As with rules: other YAML in a folder is not parsed. */
const mentionsCluster = /\bkind["']?\s*:\s*["']?(?:Pod|Namespace|Service|Endpoints|EndpointSlice|List)\b/;

function withoutDuplicates(pods: readonly Pod[]): { readonly pods: readonly Pod[]; readonly problems: Problem[] } {
  const known = new Map<string, Pod>();
  const problems: Problem[] = [];
  for (const pod of pods) {
    const name = pod.namespace === undefined ? pod.name : `${pod.namespace}/${pod.name}`;
    const first = known.get(name);
    if (first === undefined) known.set(name, pod);
    else
      problems.push({
        ...pod.place,
        code: 'duplicate-id',
        message: `Duplicate pod ${quote(name)}, first at ${at(first)}`,
      });
  }
  return { pods: [...known.values()], problems };
}

function at({ place: { file, line, column } }: Pod): string {
  return `${file}:${line}:${column}`;
}
