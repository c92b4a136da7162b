import type { ProfileKey } from '../learning/profile-key.ts';
import { openProfileStore } from './open-profile-store.ts';

// Saves the same profile again and again, with another number each time, until it is killed.
const [directory = '', round = '0'] = process.argv.slice(2);
const key: ProfileKey = { context: 'standalone', workload: 'loop', containerName: 'loop' };
const store = openProfileStore(directory);

for (let index = 0; ; index++) {
  const number = String(Number(round) * 1_000_000 + index);
  const opens = Array.from({ length: 400 }, (_, at) => ({ path: `/some/folder/${at}`, flags: ['O_RDONLY'] }));
  const profile = { status: 'ready', syscalls: [number], opens: [...opens, { path: `/${number}` }] } as const;
  const learning = { context: 'standalone', savedMs: index, runningMs: index, cleanRuns: 0, missed: [] } as const;
  store.save({ key, named: { workload: 'loop', containerName: 'loop', profile, learning } });
  // Both ways of writing.
  if (index % 2 === 0) await store.settled();
  else store.close();
  if (index === 0) process.stdout.write('saving\n');
}
