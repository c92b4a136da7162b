import { type ContainerProfile, profileCompletions, profileStatuses } from './container-profile.ts';
import { applicationProfileSchema, networkNeighborhoodSchema } from './json-schema/profile-schema.ts';
import { createNodeValidator } from './json-schema/validate-node.ts';
import type { Problem } from './problem.ts';
import { listProblems, maximumProblems } from './problem-list.ts';
import { readCoverage, readLearningState } from './profile-annotations.ts';
import { type ProfileHalf, type ProfileKind, profileKinds } from './profile-half.ts';
import type { SourceText } from './source-text.ts';
import { kubernetesObjects } from './yaml/kubernetes-objects.ts';
import { readYaml } from './yaml/read-yaml.ts';
import { childOf, startOf, type YamlNode } from './yaml/yaml-node.ts';

const validators = {
  ApplicationProfile: createNodeValidator(applicationProfileSchema),
  NetworkNeighborhood: createNodeValidator(networkNeighborhoodSchema),
} as const;

/** Reads the profile objects of a YAML file: an object with an error is left out, the others are there. Never throws. */
export function readProfileHalves(text: string, file: string): { halves: ProfileHalf[]; problems: Problem[] } {
  const { source, documents, problems: syntax } = readYaml(text, file);
  const { objects, problems: kinds } = kubernetesObjects(documents, profileKinds);
  const found = [...syntax, ...kinds].slice(0, maximumProblems + 1);
  const problems = found.map(({ offset, code, message }): Problem => ({ ...source.placeAt(offset), code, message }));
  if (documents.length === 0 && problems.length === 0) problems.push(emptyFile(source));
  const halves = objects.flatMap(({ kind, node }) => {
    const wrong = validators[kind](node).map(
      ({ node: value, keyStart, code, message }): Problem => ({
        ...source.placeAt(keyStart ?? startOf(source.text, value)),
        code,
        message,
      }),
    );
    problems.push(...wrong);
    return wrong.length === 0 && !node.faulty ? halvesOf(source, kind, node) : [];
  });
  return { halves, problems: listProblems(problems) };
}

function emptyFile(source: SourceText): Problem {
  return { ...source.placeAt(0), code: 'no-profiles', message: 'Expected a profile object, got an empty file' };
}

function halvesOf(source: SourceText, kind: ProfileKind, object: YamlNode): ProfileHalf[] {
  const metadata = childOf(object, 'metadata');
  const annotations = metadata && childOf(metadata, 'annotations');
  const objectName = textAt(metadata, 'name');
  const annotation = (name: string) => textAt(annotations, `kubescape.io/${name}`);
  const shared = {
    kind,
    namespace: textAt(metadata, 'namespace'),
    objectName,
    workload: annotation('workload') ?? objectName,
    coverage: readCoverage(annotation('coverage')),
    learning: readLearningState(annotation),
    status: profileStatuses.find((known) => known === annotation('status')) ?? 'completed',
    completion: profileCompletions.find((known) => known === annotation('completion')),
  };
  return containersOf(object).map((node) => ({
    ...shared,
    containerName: textAt(node, 'name') ?? '',
    image: textAt(node, 'imageTag') || undefined,
    imageDigest: textAt(node, 'imageID') || undefined,
    recorded: recordedIn(node),
    place: source.placeAt(node.start),
  }));
}

function containersOf(object: YamlNode): YamlNode[] {
  const spec = childOf(object, 'spec');
  return ['containers', 'initContainers', 'ephemeralContainers'].flatMap((key) => {
    const list = spec && childOf(spec, key);
    return list?.kind === 'sequence' ? list.items : [];
  });
}

function textAt(node: YamlNode | undefined, key: string): string | undefined {
  const value = node && childOf(node, key)?.value;
  return typeof value === 'string' ? value : undefined;
}

const recordedKeys = [
  'capabilities',
  'syscalls',
  'execs',
  'opens',
  'endpoints',
  'rulePolicies',
  'egress',
  'ingress',
] as const satisfies readonly (keyof ContainerProfile)[];

function recordedIn(container: YamlNode): ProfileHalf['recorded'] {
  const present = recordedKeys.flatMap((key) => {
    const value = childOf(container, key)?.value ?? undefined;
    return value === undefined ? [] : [[key, withoutNulls(value)]];
  });
  return Object.fromEntries(present);
}

/** Null is how the API server writes what is not there. Depth is bounded by the schema that the value has passed. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  const present = Object.entries(value).filter(([, member]) => member !== null);
  return Object.fromEntries(present.map(([key, member]) => [key, withoutNulls(member)]));
}
