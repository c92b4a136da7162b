import { type RuntimeEvent, timestampMs } from '@rulelibrary/schema';

/** The event's own time in milliseconds since the epoch; NaN where its timestamp cannot be read. */
export function eventTimeMs(event: RuntimeEvent): number {
  if (event.timestampMs !== undefined) return event.timestampMs;
  try {
    return timestampMs(event.timestamp);
  } catch {
    return Number.NaN;
  }
}
