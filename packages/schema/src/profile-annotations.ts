import { type LearningState, learningContexts, type ProfileCoverage } from './container-profile.ts';
import { profileParts } from './rule.ts';

/** Reads the annotation `kubescape.io/coverage`: parts that were observed whole. Absent: undefined, which is everything. */
export function readCoverage(text: string | undefined): ProfileCoverage | undefined {
  if (text === undefined) return undefined;
  const named = text.split(',').map((part) => part.trim());
  return Object.fromEntries(profileParts.filter((part) => named.includes(part)).map((part) => [part, 'all']));
}

/** Parts of which less than everything was observed are not in the text: read back, they count as not observed. */
export function coverageText(coverage: ProfileCoverage): string {
  return profileParts.filter((part) => coverage[part] === 'all').join(',');
}

/** Undefined unless all of it is there: a profile written by hand has none of it. */
export function readLearningState(annotation: (name: string) => string | undefined): LearningState | undefined {
  const context = learningContexts.find((known) => known === annotation('context'));
  const savedMs = Date.parse(annotation('saved-at') ?? '');
  const runningMs = Number(annotation('running-time-ms') ?? Number.NaN);
  const cleanRuns = Number(annotation('clean-runs') ?? Number.NaN);
  if (context === undefined || !Number.isFinite(savedMs + runningMs + cleanRuns)) return undefined;
  const missed = (annotation('missed') ?? '').split(',').filter((what) => what !== '');
  return { context, savedMs, runningMs, cleanRuns, missed };
}

/** The annotations that {@link readLearningState} reads. */
export function learningAnnotations({ context, savedMs, runningMs, cleanRuns, missed }: LearningState) {
  return {
    'kubescape.io/context': context,
    'kubescape.io/saved-at': new Date(savedMs).toISOString(),
    'kubescape.io/running-time-ms': String(Math.round(runningMs)),
    'kubescape.io/clean-runs': String(cleanRuns),
    ...(missed.length > 0 && { 'kubescape.io/missed': missed.join(',') }),
  };
}
