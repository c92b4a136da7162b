import type { EventType } from '@rulelibrary/schema';
import type { PushedField } from './event-filter.ts';

/*
 * oldPath and newPath are not among them: they are put together from what the call was given and where it stood, and links
 * are rare. Neither is exepath: where a rule reads it, the events are rare as well, or process events.
 */
const ofType: { readonly [type in EventType]?: readonly PushedField[] } = {
  open: ['path', 'comm'],
  network: ['dstPort', 'dstAddr', 'comm', 'pktType', 'direction'],
  dns: ['dstPort', 'dstIp', 'comm'],
  ssh: ['dstPort', 'dstIp', 'comm'],
  http: ['dstPort', 'dstIp', 'comm', 'direction'],
  bpf: ['cmd', 'comm'],
};
const ofOthers: readonly PushedField[] = ['comm'];

/** The fields of an event type that the kernel compares. */
export function pushedFields(type: EventType): readonly PushedField[] {
  return ofType[type] ?? ofOthers;
}

/** What a rule that asks for none of them reads, in words. */
export function anythingOf(type: EventType): string {
  if (type === 'open') return 'any path';
  return fieldsHavePort(type) ? `any ${type} event, whatever its port and address` : `any ${type} event`;
}

function fieldsHavePort(type: EventType): boolean {
  return pushedFields(type).includes('dstPort');
}

/** How much of a type's events a condition on the field lets pass, about: the lower, the fewer. */
export const fieldWeights: Readonly<Record<PushedField, number>> = {
  path: 1,
  dstPort: 1,
  dstAddr: 1,
  dstIp: 1,
  cmd: 1,
  comm: 2,
  pktType: 1000,
  direction: 1000,
};
