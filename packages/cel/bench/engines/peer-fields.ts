import { eventFields, type FieldType, type RuntimeEvent } from '@rulelibrary/schema';

const scalar = ['string', 'int', 'uint', 'bool', 'list(string)'] as const;
type PeerType = (typeof scalar)[number];

/** A field of events that a rule of the library reads. */
export interface PeerField {
  readonly name: string;
  readonly type: PeerType;
}

/** The peers get every field that a rule reads, filled or not: an absent one is an error to them. */
export const peerFields: readonly PeerField[] = eventFields.flatMap(({ name, type, inCel }) =>
  inCel && isPeerType(type) ? [{ name, type }] : [],
);

/** How integers have to be given. */
export interface PeerNumbers {
  readonly int: (value: number) => unknown;
  readonly uint: (value: number) => unknown;
}

/** An event with the integers as the peer takes them, converted before anything is measured. */
export function peerEvent(event: RuntimeEvent, numbers: PeerNumbers): Record<string, unknown> {
  const given = event as unknown as Readonly<Record<string, unknown>>;
  const fields = Object.fromEntries(
    peerFields.map(({ name, type }) => {
      const value = given[name] ?? zeros[type];
      return [name, type === 'int' || type === 'uint' ? numbers[type](value as number) : value];
    }),
  );
  return { eventType: event.eventType, ...fields };
}

const zeros: Readonly<Record<PeerType, unknown>> = { string: '', int: 0, uint: 0, bool: false, 'list(string)': [] };

function isPeerType(type: FieldType): type is PeerType {
  return scalar.some((name) => name === type);
}
