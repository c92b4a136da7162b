import type { FieldCondition } from '@rulelibrary/cel';
import type { EventType, Prefilter } from '@rulelibrary/schema';

/**
 * What events have to meet that pass one of the states. An event that lacks the value passes, which reads as empty, or 0.
 * @param states each that the rule may be run with
 */
export function prefilterLists(type: EventType, states: readonly (Prefilter | undefined)[]): FieldCondition[][] {
  const lists = [
    type === 'open' ? oneOf(states, includedPaths) : undefined,
    type === 'network' || type === 'ssh' ? oneOf(states, ports) : undefined,
    type === 'network' || type === 'http' ? oneOf(states, direction) : undefined,
  ];
  return lists.filter((list) => list !== undefined);
}

type ListOf = (state: Prefilter) => FieldCondition[] | undefined;

/** Of states any may hold: what is known of all of them. */
function oneOf(states: readonly (Prefilter | undefined)[], listOf: ListOf): FieldCondition[] | undefined {
  const lists = states.map((state) => state && listOf(state));
  return states.length === 0 || lists.includes(undefined) ? undefined : lists.flatMap((list) => list ?? []);
}

function includedPaths({ includePrefixes }: Prefilter): FieldCondition[] | undefined {
  if (includePrefixes === undefined) return undefined;
  const folders = includePrefixes.map((prefix) => (prefix.endsWith('/') ? prefix : `${prefix}/`));
  return [
    { field: 'path', operator: 'in', values: ['', ...folders.map((folder) => folder.slice(0, -1))] },
    ...(folders.length > 0 ? [{ field: 'path', operator: 'prefix', values: folders } as const] : []),
  ];
}

function ports(state: Prefilter): FieldCondition[] | undefined {
  return (
    state.ports && [
      { field: 'dstPort', operator: 'in', values: [0n, ...state.ports.filter(Number.isInteger).map(BigInt)] },
    ]
  );
}

function direction(state: Prefilter): FieldCondition[] | undefined {
  return state.direction && [{ field: 'direction', operator: 'in', values: ['', state.direction] }];
}
