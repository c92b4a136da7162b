import { epochNs } from '@rulelibrary/schema';
import type { ThreatEvent } from '../event/threat-event.ts';

/** Nanoseconds since the epoch; undefined where the event has no time, or one that is not RFC 3339. */
export function eventTime({ timestamp }: ThreatEvent): bigint | undefined {
  return timestamp === undefined || timestamp === null ? undefined : epochNs(timestamp);
}
