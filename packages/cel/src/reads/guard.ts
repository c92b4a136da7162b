import type { Node } from '../syntax/node.ts';

/** Variables of the comprehensions around a node, innermost first. */
export interface Binding {
  readonly name: string;
  /** Offset of the name where it is declared, which tells two variables of one name apart. */
  readonly at: number;
  /** The texts it runs through, where its list is written out. */
  readonly texts: readonly string[] | undefined;
  readonly outer: Binding | undefined;
}

/** A condition that a node's value depends on: unless it is as `holds` says, the node decides nothing. */
export interface Guard {
  readonly node: Node;
  readonly holds: boolean;
  readonly binding: Binding | undefined;
}

/**
 * The conditions around a node. Shared by the terms of a chain: lists of their own would take the square of its length.
 */
export interface GuardScope {
  readonly terms: readonly Node[];
  /** The term that the node is part of, which guards nothing in it. */
  readonly except: Node | undefined;
  readonly holds: boolean;
  readonly binding: Binding | undefined;
  readonly outer: GuardScope | undefined;
}

/** The conditions around a node, innermost first. */
export function* guardsOf(scope: GuardScope | undefined): Generator<Guard> {
  for (let level = scope; level !== undefined; level = level.outer) {
    const { holds, binding, except } = level;
    for (const node of level.terms) if (node !== except) yield { node, holds, binding };
  }
}

/**
 * The name that a node stands for where no comprehension declares it: `event`, and `.event` wherever it is.
 */
export function globalName(node: Node, binding: Binding | undefined): string | undefined {
  if (node.op !== 'id') return undefined;
  if (node.args.startsWith('.')) return node.args.slice(1);
  return findBinding(node.args, binding) === undefined ? node.args : undefined;
}

/** The comprehension variable of that name, if there is one. */
export function findBinding(name: string, binding: Binding | undefined): Binding | undefined {
  let found = binding;
  while (found !== undefined && found.name !== name) found = found.outer;
  return found;
}
