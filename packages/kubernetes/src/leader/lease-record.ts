import { isApiObject, isRecord } from '../watch/api-object.ts';

/** Who holds a lease, as its object says. */
export interface LeaseRecord {
  readonly holder: string;
  readonly durationMs: number;
  /** Times that the holder changed. */
  readonly transitions: number;
  readonly resourceVersion: string;
  /** Text that changes with every renewal. */
  readonly renewed: string;
}

/** Undefined: the object is no lease that can be read. */
export function readLease(object: unknown): LeaseRecord | undefined {
  if (!isApiObject(object) || !isRecord(object.spec)) return undefined;
  const { holderIdentity, leaseDurationSeconds, leaseTransitions, renewTime } = object.spec;
  return {
    holder: typeof holderIdentity === 'string' ? holderIdentity : '',
    durationMs: Number(leaseDurationSeconds ?? 0) * 1_000,
    transitions: Number(leaseTransitions ?? 0),
    resourceVersion: object.metadata.resourceVersion ?? '',
    renewed: String(renewTime),
  };
}
