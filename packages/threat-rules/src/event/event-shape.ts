import type { Catalogue, FieldType } from '../catalogue/catalogue.ts';
import { expectedOf, type ReadValue, readerOf } from './read-value.ts';

/** An object of the event: what its keys hold. */
export interface ObjectShape {
  readonly members: ReadonlyMap<string, Member>;
  /** The keys by their lower case. */
  readonly folded: ReadonlyMap<string, string>;
}

export type Member =
  | { readonly object: ObjectShape }
  | { readonly object?: undefined; readonly read: ReadValue; readonly expected: string };

/** What evaluation itself reads, whatever the catalogue has. */
const ownFields: readonly { readonly path: string; readonly type: FieldType }[] = [
  { path: 'timestamp', type: 'string' },
  { path: 'sequence', type: 'uint' },
  { path: 'session.id', type: 'string' },
];

/** What events are made of, from the paths of the catalogue. */
export function eventShape({ fields }: Catalogue): ObjectShape {
  const paths = new Set(fields.map(({ path }) => path));
  const own = ownFields.filter(({ path }) => !paths.has(path));
  return shapeOf([...fields, ...own].map(({ path, type }) => ({ parts: path.split('.'), type })));
}

function shapeOf(fields: readonly { readonly parts: readonly string[]; readonly type: FieldType }[]): ObjectShape {
  const members = new Map<string, Member>();
  for (const [name, group] of Map.groupBy(fields, ({ parts }) => parts[0] ?? '')) {
    const inner = group.filter(({ parts }) => parts.length > 1);
    const [leaf] = group;
    if (inner.length > 0) {
      members.set(name, { object: shapeOf(inner.map(({ parts, type }) => ({ parts: parts.slice(1), type }))) });
    } else if (leaf !== undefined) {
      members.set(name, { read: readerOf(leaf.type), expected: expectedOf(leaf.type) });
    }
  }
  return { members, folded: new Map([...members.keys()].map((name) => [name.toLowerCase(), name])) };
}
