import type { LearnerCounts, SavedProfile } from '@rulelibrary/engine';
import { toPrintable } from '../render/to-printable.ts';

/** What is said of a profile that was saved: that it is completed, or failed. */
export function profileNotice({ key, named: { profile, learning } }: SavedProfile): string[] {
  if (profile.status !== 'completed' && profile.status !== 'failed') return [];
  const { namespace, workload, containerName } = key;
  const names = [namespace, workload === containerName ? undefined : workload, containerName];
  const name = names.filter((part) => part !== undefined).join('/');
  const missed = learning?.missed.length ? ` (missed: ${learning.missed.join(', ')})` : '';
  const state = profile.status === 'failed' ? 'failed: it ended early' : `completed, ${profile.completion}${missed}`;
  return [toPrintable(`profile of ${name}: ${state}`)];
}

/** How many profiles there are in which state, and where they are kept. */
export function renderProfileCounts({ profiles, dropped }: LearnerCounts, directory: string | undefined): string {
  const states = Object.entries(profiles).map(([status, count]) => `${count} ${status}`);
  const full = Object.entries(dropped).map(([part, count]) => `${count.toLocaleString('en-US')} of ${part}`);
  return [
    `profiles of what runs: ${states.join(', ') || 'none'}`,
    ...(full.length > 0 ? [`without room: ${full.join(', ')}`] : []),
    ...(directory === undefined ? [] : [`kept in ${toPrintable(directory)}`]),
  ].join('; ');
}
