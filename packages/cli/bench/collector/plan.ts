/** How much is measured. */
export interface Plan {
  /** Of alone, beside the collector, beside its peers, one after the other. */
  readonly rounds: number;
  readonly repeats: number;
  readonly calls: number;
  readonly opens: number;
  readonly buildSteps: number;
  readonly redisRequests: number;
  readonly throughputWarmUps: number;
  readonly throughputRounds: number;
  readonly throughputEvents: number;
  readonly floodSeconds: number;
  readonly loadSeconds: number;
  readonly containers: number;
}

/** Some eight minutes. */
export const fullPlan: Plan = {
  rounds: 5,
  repeats: 5,
  calls: 1_000_000,
  opens: 100_000,
  buildSteps: 150,
  redisRequests: 100_000,
  throughputWarmUps: 2,
  throughputRounds: 7,
  throughputEvents: 40_000,
  floodSeconds: 5,
  loadSeconds: 12,
  containers: 20,
};

/** Shows that everything is measured; its numbers are worth nothing. */
export const quickPlan: Plan = {
  rounds: 1,
  repeats: 1,
  calls: 20_000,
  opens: 2000,
  buildSteps: 3,
  redisRequests: 2000,
  throughputWarmUps: 1,
  throughputRounds: 1,
  throughputEvents: 2000,
  floodSeconds: 0.1,
  loadSeconds: 1,
  containers: 2,
};
