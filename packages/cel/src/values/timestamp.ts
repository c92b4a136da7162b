/** A point in time; nanoseconds since the epoch, UTC. */
export class Timestamp {
  readonly ns: bigint;

  constructor(ns: bigint) {
    this.ns = ns;
  }
}
