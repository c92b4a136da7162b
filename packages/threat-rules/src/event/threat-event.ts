/**
 * An event as conditions read it: keys as the catalogue writes them, values of its types. What it had beside is still there
 * and is not read.
 */
export interface ThreatEvent {
  readonly timestamp?: string;
  readonly sequence?: number | bigint;
  readonly session?: { readonly id?: string };
  readonly event?: { readonly action?: string };
  readonly [key: string]: unknown;
}

/** Events without a session belong to one. */
export function sessionOf(event: ThreatEvent): string {
  return event.session?.id ?? '';
}
