import { cleanList, cleanRecord } from './clean-text.ts';
import type { ContainerFacts } from './container-facts.ts';

/** The longest `config.json` that is read, bytes: those of Kubernetes have some 20,000. */
export const maxConfigBytes = 2 ** 20;

/** Annotations that name the image, in order: containerd's CRI, CRI-O's, what OCI and others write. */
const imageKeys = [
  'io.kubernetes.cri.image-name',
  'io.kubernetes.cri-o.ImageName',
  'io.kubernetes.cri-o.Image',
  'io.podman.annotations.image',
  'org.opencontainers.image.ref.name',
];

const nameKeys = [
  'io.kubernetes.cri.container-name',
  'io.kubernetes.container.name',
  'io.kubernetes.cri-o.ContainerName',
  'nerdctl/name',
  'io.podman.annotations.name',
];

/** What containerd's CRI says of the pod, and how the others call the same. */
const podKeys = [
  ['io.kubernetes.cri.sandbox-name', 'io.kubernetes.pod.name'],
  ['io.kubernetes.cri.sandbox-namespace', 'io.kubernetes.pod.namespace'],
  ['io.kubernetes.cri.sandbox-uid', 'io.kubernetes.pod.uid'],
  ['io.kubernetes.cri.container-name', 'io.kubernetes.container.name'],
] as const;

const digest = /@(sha256:[0-9a-f]{64})$/;

/**
 * What an OCI configuration says of its container: whoever wrote it may be hostile, so texts are cleaned and bounded.
 * @param text content of `config.json`; undefined, or no JSON: nothing is known
 */
export function parseConfig(text: string | undefined): ContainerFacts {
  const config = parseObject(text);
  const process = objectOf(config['process']);
  const annotations = cleanRecord(config['annotations']);
  return withoutUnknown({
    ...factsOfLabels(annotations ?? {}),
    environment: environmentOf(process['env']),
    command: cleanList(process['args']),
    mountPaths: mountPathsOf(config['mounts']),
  });
}

/** Name, image and digest as labels or annotations have them, and the labels with the pod under the names that all know. */
export function factsOfLabels(given: Readonly<Record<string, string>>): ContainerFacts {
  const labels: Record<string, string> = { ...given };
  for (const [key, known] of podKeys) {
    if (labels[key] !== undefined) labels[known] ??= labels[key];
  }
  const image = firstOf(labels, imageKeys);
  return withoutUnknown({
    name: firstOf(labels, nameKeys),
    image,
    imageDigest: image === undefined ? undefined : digest.exec(image)?.[1],
    labels: Object.keys(labels).length === 0 ? undefined : labels,
  });
}

function firstOf(labels: Readonly<Record<string, string>>, keys: readonly string[]): string | undefined {
  const key = keys.find((each) => labels[each] !== undefined && labels[each] !== '');
  return key === undefined ? undefined : labels[key];
}

function parseObject(text: string | undefined): Readonly<Record<string, unknown>> {
  if (text === undefined) return {};
  try {
    return objectOf(JSON.parse(text));
  } catch {
    return {};
  }
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function environmentOf(value: unknown): Record<string, string> | undefined {
  const entries = cleanList(value);
  if (entries === undefined) return undefined;
  const environment: Record<string, string> = Object.create(null);
  for (const entry of entries) {
    const equals = entry.indexOf('=');
    if (equals > 0) environment[entry.slice(0, equals)] ??= entry.slice(equals + 1);
  }
  return environment;
}

function mountPathsOf(value: unknown): string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  return cleanList(value.map((mount) => objectOf(mount)['destination']));
}

function withoutUnknown(facts: { readonly [Name in keyof ContainerFacts]: ContainerFacts[Name] | undefined }) {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as ContainerFacts;
}
