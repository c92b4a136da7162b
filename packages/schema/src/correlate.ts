/** Several events that belong together: sequences within a window. Pure: no clock, no idea of what an event is. */
export { assignSteps, type Candidate } from './correlate/assign-steps.ts';
export { findSequence } from './correlate/find-sequence.ts';
export { parseWindow } from './correlate/parse-window.ts';
export {
  defaultSequenceLimits,
  type Evidence,
  type SequenceLimits,
  type SequenceSpec,
  type StepMatch,
} from './correlate/sequence-spec.ts';
export {
  createSequenceTracker,
  type SequenceBudget,
  type SequenceTracker,
  type TrackerCounts,
  type TrackerOptions,
} from './correlate/sequence-tracker.ts';
