import { nearest } from '../nearest.ts';
import { quote } from '../quote.ts';
import type { YamlProblem } from './compose-documents.ts';
import { childOf, type YamlMapping, type YamlNode } from './yaml-node.ts';

/**
 * Of a file's documents the objects whose kind is one of `kinds`. Other kinds are passed over; what is no Kubernetes
 * object, or one of ours with a kind just beside those wanted (`Rule`, `rules`), is reported.
 */
export function kubernetesObjects<Kind extends string>(documents: readonly YamlNode[], kinds: readonly Kind[]) {
  const objects: { readonly kind: Kind; readonly node: YamlMapping }[] = [];
  const problems: YamlProblem[] = [];
  for (const node of documents) {
    const written = childOf(node, 'kind')?.value;
    const kind = kinds.find((known) => known === written);
    if (node.kind === 'mapping' && kind !== undefined) objects.push({ kind, node });
    else problems.push(...kindProblems(node, kinds));
  }
  return { objects, problems };
}

function kindProblems(node: YamlNode, kinds: readonly string[]): YamlProblem[] {
  const offset = node.start;
  // What is faulty was reported already; that it is no object may follow from it.
  if (node.faulty) return [];
  if (node.kind !== 'mapping') {
    const message = `Expected a Kubernetes object, got ${node.kind === 'sequence' ? 'a list' : 'text'}`;
    return [{ offset, code: 'wrong-type', message }];
  }
  const kind = childOf(node, 'kind');
  if (kind === undefined) return [{ offset, code: 'missing-key', message: 'Missing key "kind"' }];
  if (kind.kind !== 'scalar' || typeof kind.value !== 'string') {
    return [{ offset: kind.start, code: 'wrong-type', message: `Expected ${kinds.join(' or ')} as kind` }];
  }
  const near = nearest(kind.value, kinds);
  const isOurs = String(childOf(node, 'apiVersion')?.value).startsWith('kubescape.io/');
  if (near === undefined || !isOurs) return [];
  const message = `Unknown kind ${quote(kind.value)}; did you mean "${near}"?`;
  return [{ offset: kind.start, code: 'invalid-value', message }];
}
