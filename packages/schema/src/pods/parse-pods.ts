import type { Labels } from '../bindings/binding.ts';
import type { NodeProblem } from '../json-schema/node-problem.ts';
import { createNodeValidator } from '../json-schema/validate-node.ts';
import type { Problem } from '../problem.ts';
import { listProblems, maximumProblems } from '../problem-list.ts';
import type { SourceText } from '../source-text.ts';
import { kubernetesObjects } from '../yaml/kubernetes-objects.ts';
import { readYaml } from '../yaml/read-yaml.ts';
import { childOf, startOf, type YamlNode } from '../yaml/yaml-node.ts';
import { apiServerAddresses, isOfApiServer } from './api-server-addresses.ts';
import type { ClusterObjects, Namespace, Pod } from './pod.ts';
import { podContainers } from './pod-containers.ts';
import { endpointSliceSchema, endpointsSchema, namespaceSchema, podSchema, serviceSchema } from './pod-schema.ts';

const validators = {
  Pod: createNodeValidator(podSchema),
  Service: createNodeValidator(serviceSchema),
  Endpoints: createNodeValidator(endpointsSchema),
  EndpointSlice: createNodeValidator(endpointSliceSchema),
  Namespace: createNodeValidator(namespaceSchema),
} as const;

type Kind = keyof typeof validators;

const kinds = Object.keys(validators) as Kind[];

/**
 * Reads the `Pod` and `Namespace` objects of a YAML or JSON file, and the addresses of the API server from the `kubernetes` Service and its
 * endpoints; a `List` as kubectl writes it is read as its items. Objects of other kinds are passed over. Never throws: an
 * object with an error is left out and listed in `problems`.
 */
export function parsePods(text: string, file: string): ClusterObjects & { readonly problems: readonly Problem[] } {
  const { source, documents, problems: syntax } = readYaml(text, file);
  const { objects, problems: unknown } = kubernetesObjects(documents.flatMap(itemsOf), kinds);
  const found = [...syntax, ...unknown].slice(0, maximumProblems + 1);
  const problems = found.map(({ offset, code, message }): Problem => ({ ...source.placeAt(offset), code, message }));
  const pods: Pod[] = [];
  const namespaces: Namespace[] = [];
  const addresses: string[] = [];
  for (const { kind, node } of objects) {
    if (kind !== 'Pod' && kind !== 'Namespace' && !isOfApiServer(kind, node.value)) continue;
    const wrong = validators[kind](node);
    problems.push(...wrong.map((problem) => placed(source, problem)));
    if (wrong.length > 0 || node.faulty) continue;
    if (kind === 'Pod') pods.push(readPod(source, node));
    else if (kind === 'Namespace') namespaces.push(readNamespace(node));
    else addresses.push(...apiServerAddresses(kind, node.value));
  }
  return {
    pods,
    ...(namespaces.length > 0 && { namespaces }),
    apiServerAddresses: addresses,
    problems: listProblems(problems),
  };
}

function itemsOf(document: YamlNode): readonly YamlNode[] {
  const items = childOf(document, 'kind')?.value === 'List' ? childOf(document, 'items') : undefined;
  return items?.kind === 'sequence' ? items.items : [document];
}

function placed(source: SourceText, { node, keyStart, code, message }: NodeProblem): Problem {
  return { ...source.placeAt(keyStart ?? startOf(source.text, node)), code, message };
}

/** Null is how the API server writes what is not there. */
interface Metadata {
  readonly name: string;
  readonly namespace?: string;
  readonly labels?: Labels | null;
}

function readNamespace(node: YamlNode): Namespace {
  const { metadata } = node.value as { readonly metadata: Metadata };
  return { name: metadata.name, labels: metadata.labels ?? {} };
}

function readPod(source: SourceText, node: YamlNode): Pod {
  const { metadata, spec } = node.value as {
    readonly metadata: Metadata;
    readonly spec: Parameters<typeof podContainers>[0];
  };
  return {
    ...(metadata.namespace !== undefined && { namespace: metadata.namespace }),
    name: metadata.name,
    ...(metadata.labels && { labels: metadata.labels }),
    containers: podContainers(spec),
    place: source.placeAt(node.start),
  };
}
