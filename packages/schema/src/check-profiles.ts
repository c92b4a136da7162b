import { nearest } from './nearest.ts';
import type { Problem } from './problem.ts';
import { listProblems } from './problem-list.ts';
import { profileKinds } from './profile-half.ts';
import { quote } from './quote.ts';
import { readProfileHalves } from './read-profile-halves.ts';
import { kubernetesObjects } from './yaml/kubernetes-objects.ts';
import { readYaml } from './yaml/read-yaml.ts';
import { childOf, startOf, type YamlNode } from './yaml/yaml-node.ts';

/** What the kernel calls things, as far as a profile names them. */
export interface KernelNames {
  readonly syscalls: readonly string[];
  /** With `CAP_`. */
  readonly capabilities: readonly string[];
  readonly openFlags: readonly string[];
  /** An address, a block of them, or `*`. */
  readonly isAddress: (text: string) => boolean;
}

/**
 * Everything that is wrong with the profiles of a YAML file: what cannot be read, and what can and will never match anything
 * that happens. Never throws.
 */
export function checkProfiles(text: string, file: string, names: KernelNames): Problem[] {
  const { problems } = readProfileHalves(text, file);
  const { source, documents } = readYaml(text, file);
  const { objects } = kubernetesObjects(documents, profileKinds);
  const faults = objects.flatMap(({ node }) => containersOf(node).flatMap((container) => faultsOf(container, names)));
  const found = faults.map(({ node, message }): Problem => {
    return { ...source.placeAt(startOf(source.text, node)), code: 'invalid-value', message };
  });
  const inOrder = [...problems, ...found].toSorted((one, other) => one.line - other.line || one.column - other.column);
  return listProblems(inOrder);
}

interface Fault {
  readonly node: YamlNode;
  readonly message: string;
}

/** What is wrong with a text, if anything. */
type Check = (text: string) => string | undefined;

function containersOf(object: YamlNode): readonly YamlNode[] {
  const spec = childOf(object, 'spec');
  const keys = ['containers', 'initContainers', 'ephemeralContainers'];
  return keys.flatMap((key) => itemsOf(spec && childOf(spec, key)));
}

function faultsOf(container: YamlNode, names: KernelNames): readonly Fault[] {
  const list = (key: string) => itemsOf(childOf(container, key));
  const member = (key: string, of: string) => list(key).flatMap((item) => childOf(item, of) ?? []);
  const members = (key: string, of: string) => list(key).flatMap((item) => itemsOf(childOf(item, of)));
  const sides = ['egress', 'ingress'];
  return [
    ...check(list('syscalls'), oneOf('system call', names.syscalls)),
    ...check(list('capabilities'), (text) => capabilityFault(text, names.capabilities)),
    ...check(member('execs', 'path'), executableFault),
    ...check(members('execs', 'args'), argumentFault),
    ...check(member('opens', 'path'), pathFault),
    ...check(members('opens', 'flags'), oneOf('flag', names.openFlags)),
    ...check(member('endpoints', 'endpoint'), endpointFault),
    ...check(members('endpoints', 'methods'), methodFault),
    ...sides.flatMap((side) => [
      ...check([...members(side, 'dnsNames'), ...member(side, 'dns')], domainFault),
      ...check([...members(side, 'ipAddresses'), ...member(side, 'ipAddress')], (text) =>
        text === '' || names.isAddress(text) ? undefined : `Expected an address, a block or *, got ${quote(text)}`,
      ),
    ]),
  ];
}

function itemsOf(node: YamlNode | undefined): readonly YamlNode[] {
  return node?.kind === 'sequence' ? node.items : [];
}

function check(nodes: readonly YamlNode[], faultOf: Check): readonly Fault[] {
  return nodes.flatMap((node) => {
    const message = typeof node.value === 'string' ? faultOf(node.value) : undefined;
    return message === undefined ? [] : [{ node, message }];
  });
}

function oneOf(what: string, known: readonly string[]): Check {
  const all = new Set(known);
  return (text) => (all.has(text) ? undefined : unknown(what, text, known));
}

function unknown(what: string, text: string, known: readonly string[]): string {
  const near = nearest(text, known);
  return `Unknown ${what} ${quote(text)}${near === undefined ? '' : `; did you mean "${near}"?`}`;
}

function capabilityFault(text: string, known: readonly string[]): string | undefined {
  const name = text.toUpperCase().startsWith('CAP_') ? text.toUpperCase() : `CAP_${text.toUpperCase()}`;
  return known.includes(name) ? undefined : unknown('capability', text, known);
}

function executableFault(path: string): string | undefined {
  if (path.startsWith('memfd:')) return undefined;
  return pathFault(path);
}

function pathFault(path: string): string | undefined {
  if (!path.startsWith('/') && !/^[*⋯](\/|$)/.test(path)) {
    return `Expected an absolute path, got ${quote(path)}: events have no other`;
  }
  const segments = path.split('/').slice(1, path.endsWith('/') ? -1 : undefined);
  for (const segment of segments) {
    const fault = segmentFault(segment);
    if (fault !== undefined) return `Impossible path ${quote(path)}: ${fault}`;
  }
  return undefined;
}

function segmentFault(segment: string): string | undefined {
  if (segment === '') return 'the paths of events have one slash after the other';
  if (segment === '.' || segment === '..') return `the paths of events are resolved, without "${segment}"`;
  if (segment === '...') return '"..." is a name like others; did you mean "⋯", which is any one segment?';
  if (segment === '**') return '"**" is a name like others; did you mean "*", which is any number of segments?';
  if (segment !== '*' && segment !== '⋯' && /[*⋯]/.test(segment)) {
    return `${quote(segment)} is a name like others; only a whole segment stands for any`;
  }
  return undefined;
}

function argumentFault(text: string): string | undefined {
  if (text === '⋯' || text === '⋯⋯' || !text.includes('⋯')) return undefined;
  return `Impossible argument ${quote(text)}: only a whole argument stands for any`;
}

function endpointFault(text: string): string | undefined {
  return /^[^/]*:[^/]+\//.test(text) ? undefined : `Expected :port/path, got ${quote(text)}`;
}

function methodFault(text: string): string | undefined {
  return /^[A-Z-]+$/.test(text) ? undefined : `Expected a method in capitals, got ${quote(text)}`;
}

function domainFault(text: string): string | undefined {
  if (text === '') return undefined;
  const labels = (text.endsWith('.') ? text.slice(0, -1) : text).split('.');
  if (/[\s/:]/.test(text)) return `Expected a domain, got ${quote(text)}`;
  if (labels.includes('')) return `Impossible domain ${quote(text)}: a label is empty`;
  const inner = labels.find((label, index) => label === '*' && index > 0 && index < labels.length - 1);
  if (inner !== undefined) return `Impossible domain ${quote(text)}: within it, any one label is "⋯"`;
  const part = labels.find((label) => label !== '*' && label !== '⋯' && /[*⋯]/.test(label));
  return part === undefined ? undefined : `Impossible domain ${quote(text)}: only a whole label stands for any`;
}
