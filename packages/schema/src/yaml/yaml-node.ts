import { SCALAR_STYLE, type ScalarEvent } from 'js-yaml';
import { keysOf } from './json-pointer.ts';
import { textOffset } from './text-offset.ts';

interface NodeBase {
  /** Offset of its first character in the file. */
  readonly start: number;
  /** The data it stands for; aliases and merge keys are resolved, shared parts are the same object. */
  readonly value: unknown;
  /** Something in it could not be read as written, and was reported. */
  readonly faulty: boolean;
  /** How many values it holds, itself included, counting what aliases repeat. */
  readonly size: number;
}

export interface YamlScalar extends NodeBase {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  /** The text as written, escapes and folding resolved. */
  readonly text: string;
  readonly event: ScalarEvent;
}

export interface YamlSequence extends NodeBase {
  readonly kind: 'sequence';
  readonly end: number;
  readonly items: readonly YamlNode[];
}

export interface YamlEntry {
  readonly keyStart: number;
  readonly node: YamlNode;
}

export interface YamlMapping extends NodeBase {
  readonly kind: 'mapping';
  readonly end: number;
  readonly entries: ReadonlyMap<string, YamlEntry>;
}

export type YamlNode = YamlScalar | YamlSequence | YamlMapping;

/** The child of that name or index, if there is one. */
export function childOf(node: YamlNode, key: string): YamlNode | undefined {
  if (node.kind === 'mapping') return node.entries.get(key)?.node;
  return node.kind === 'sequence' && /^\d+$/.test(key) ? node.items[Number(key)] : undefined;
}

/** The node at a JSON pointer (RFC 6901), or the nearest ancestor of it that exists. */
export function nodeAt(root: YamlNode, pointer: string): YamlNode {
  let node = root;
  for (const key of keysOf(pointer)) {
    const child = childOf(node, key);
    if (child === undefined) return node;
    node = child;
  }
  return node;
}

/** Offset at which an error about the node belongs: its first character; of a block scalar the first of its content. */
export function startOf(source: string, node: YamlNode): number {
  if (node.kind !== 'scalar' || node.event.valueStart < 0) return node.start;
  const { style } = node.event;
  const isBlock = style === SCALAR_STYLE.LITERAL_BLOCK || style === SCALAR_STYLE.FOLDED_BLOCK;
  return isBlock ? textOffset(source, node.event, 0) : node.start;
}
