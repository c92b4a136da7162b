/** Stands for one segment, whatever it is: what the children of a directory become when there are too many. */
export const anySegment = '⋯';

export interface CollapseTreeOptions {
  /** How many different children a node may have before they become one. @param above segments of the node itself */
  readonly maxChildren: (above: readonly string[]) => number;
  readonly maxNodes: number;
  /** What a file of all entries may take, about: UTF-16 code units. */
  readonly maxLength: number;
  /** Segments of an entry; of a longer one the rest is `rest`. */
  readonly maxDepth: number;
  /** Stands for any further segments. */
  readonly rest: string;
  /** How many different values an entry keeps apart; of more, all become one. */
  readonly maxValues?: number;
}

/** What became of an entry that was added. */
export type Addition = 'known' | 'new' | 'no-room';

interface Node {
  readonly children: Map<string, Node>;
  /** In place of all children but patterns, once there were too many. */
  any?: Node | undefined;
  /** Of an entry that ends here, each a list joined by commas. */
  values?: Set<string> | undefined;
}

/**
 * Sequences of segments (paths, argument vectors) in bounded room: where a node has too many children, they become one that
 * stands for any, with all that was below each.
 */
export class CollapseTree {
  readonly #options: CollapseTreeOptions;
  readonly #root: Node = { children: new Map() };
  #nodes = 0;
  #length = 0;

  constructor(options: CollapseTreeOptions) {
    this.#options = options;
  }

  /** Nodes that take room. */
  get size(): number {
    return this.#nodes;
  }

  /** Whether adding it would change nothing: cheaper than that, and what is most often so. */
  has(segments: readonly string[], value?: string): boolean {
    let node: Node | undefined = this.#root;
    for (let depth = 0; node !== undefined && depth < segments.length; depth++) {
      node = this.#childOf(node, segments[depth] as string);
    }
    return node !== undefined && holds(node.values, value);
  }

  /** @param value a list joined by commas, which belongs to the entry */
  add(given: readonly string[], value?: string): Addition {
    const { maxDepth, rest } = this.#options;
    const segments = given.length > maxDepth ? [...given.slice(0, maxDepth), rest] : given;
    let node = this.#root;
    let depth = 0;
    for (; depth < segments.length; depth++) {
      const next = this.#childOf(node, segments[depth] as string);
      if (next === undefined) break;
      node = next;
    }
    const isNew = depth < segments.length || !holds(node.values, value);
    if (!isNew) return 'known';
    if (!this.#hasRoom(segments, depth, value)) return 'no-room';
    this.#length += costOf(segments, value);
    for (; depth < segments.length; depth++) {
      // What stands for a child that was one too many has children of others already.
      node = this.#childOf(node, segments[depth] as string) ?? this.#grow(node, segments, depth);
    }
    this.#addValue(node, value);
    return 'new';
  }

  *entries(): Generator<{ readonly segments: readonly string[]; readonly values: readonly string[] }> {
    for (const [segments, { values }] of walk(this.#root, [])) {
      if (values !== undefined) yield { segments, values: [...values].sort() };
    }
  }

  #hasRoom(segments: readonly string[], depth: number, value: string | undefined): boolean {
    const { maxNodes, maxLength } = this.#options;
    const isShort = this.#length + costOf(segments, value) <= maxLength;
    return isShort && this.#nodes + segments.length - depth <= maxNodes;
  }

  /** The new child; where it is one too many, what stands for it. */
  #grow(node: Node, segments: readonly string[], depth: number): Node {
    const segment = segments[depth] as string;
    const child: Node = { children: new Map() };
    if (segment === anySegment) node.any = child;
    else node.children.set(segment, child);
    this.#nodes += 1;
    // Collapsing goes from the top, where the rest of this entry is not yet: it grows below what stands for it then.
    if (segment === anySegment || this.#hasTooMany(node, segments.slice(0, depth))) {
      this.#collapse(node, segments.slice(0, depth));
      this.#recount();
    }
    return this.#childOf(node, segment) as Node;
  }

  #collapse(node: Node, above: readonly string[]): void {
    const any: Node = node.any ?? { children: new Map() };
    const { rest } = this.#options;
    const merged = [...node.children].filter(([segment]) => segment !== rest);
    node.any = any;
    for (const [segment, child] of merged) {
      node.children.delete(segment);
      this.#merge(any, child, [...above, anySegment]);
    }
  }

  #merge(target: Node, source: Node, above: readonly string[]): void {
    if (source.values) {
      target.values ??= new Set();
      for (const value of source.values) this.#addValue(target, value);
    }
    if (source.any) {
      target.any ??= { children: new Map() };
      this.#merge(target.any, source.any, [...above, anySegment]);
      this.#collapse(target, above);
    }
    for (const [segment, child] of source.children) {
      const same = this.#childOf(target, segment);
      if (same !== undefined) this.#merge(same, child, [...above, segment]);
      else target.children.set(segment, child);
    }
    if (this.#hasTooMany(target, above)) this.#collapse(target, above);
  }

  #hasTooMany({ children }: Node, above: readonly string[]): boolean {
    const { maxChildren, rest } = this.#options;
    return children.size - (children.has(rest) ? 1 : 0) > maxChildren(above);
  }

  /** What stands for the rest is a pattern of its own beside what stands for one segment. */
  #childOf(node: Node, segment: string): Node | undefined {
    return node.children.get(segment) ?? (segment === this.#options.rest ? undefined : node.any);
  }

  #addValue(node: Node, value: string | undefined): void {
    node.values ??= new Set();
    if (value === undefined || holds(node.values, value)) return;
    const { maxValues = 8 } = this.#options;
    if (node.values.size < maxValues) node.values.add(value);
    else node.values = new Set([[...new Set([...node.values, value].flatMap(partsOf))].sort().join(',')]);
  }

  /** After a collapse, which is rare. */
  #recount(): void {
    this.#nodes = -1;
    this.#length = 0;
    for (const [segments, node] of walk(this.#root, [])) {
      this.#nodes += 1;
      for (const value of valuesOf(node)) this.#length += costOf(segments, value);
    }
  }
}

function partsOf(list: string): string[] {
  return list.split(',');
}

/** One of the lists has all of the value's parts. */
function holds(values: ReadonlySet<string> | undefined, value: string | undefined): boolean {
  if (values === undefined || value === undefined || values.has(value)) return values !== undefined;
  const wanted = partsOf(value);
  return [...values].some((list) => {
    const parts = partsOf(list);
    return wanted.every((part) => parts.includes(part));
  });
}

/** An entry without values is one, too. */
function valuesOf({ values }: Node): readonly (string | undefined)[] {
  if (values === undefined) return [];
  return values.size === 0 ? [undefined] : [...values];
}

/** A line of its own, with indentation, for each part: more than paths need, about what argument vectors do. */
function costOf(segments: readonly string[], value = ''): number {
  return [...segments, value].reduce((sum, { length }) => sum + length + 16, 0);
}

function* walk(node: Node, above: readonly string[]): Generator<[readonly string[], Node]> {
  yield [above, node];
  for (const [segment, child] of node.children) yield* walk(child, [...above, segment]);
  if (node.any) yield* walk(node.any, [...above, anySegment]);
}
