import { describeRule, type QuietCase } from '@rulelibrary/rule-tester';

const open = { eventType: 'open', comm: 'cat', flags: ['O_RDONLY'], flagsRaw: 0 } as const;
const environ = { ...open, path: '/proc/1/environ' };

const environments = [
  '/proc/1/environ',
  '/proc/31337/environ',
  '/proc/self/environ',
  '/proc/thread-self/environ',
  '/proc/1/task/7/environ',
  '/proc/self/task/31337/environ',
];

const neighbors = [
  '/proc/1/environx',
  '/proc/1/xenviron',
  '/proc/1/environ/x',
  '/proc/1/status',
  '/proc/1/cmdline',
  '/proc/environ',
  '/proc//environ',
  '/proc/1/fd/environ',
  '/proc/1/task/environ',
  '/proc/1/task//environ',
  '/proc/1/task/7/fd/environ',
  '/proc/1/taskx/7/environ',
  '/procx/1/environ',
  '/srv/proc/1/environ',
  '/proc/srv/proc/1/environ',
  '/home/app/environ',
];

/** Each path as a case of its own, with a profile that holds another file. */
function each(paths: readonly string[]): Record<string, QuietCase> {
  const profile = { opens: [{ path: '/proc/1/status' }] };
  return Object.fromEntries(paths.map((path) => [path, { event: { ...open, path }, profile }]));
}

describeRule(import.meta, {
  fires: {
    ...each(environments),
    'an environment, with an empty profile': {
      event: environ,
      profile: {},
      message: 'cat (pid 4242) opened /proc/1/environ',
      uniqueId: 'cat_environ',
    },
    'the environment of a thread': {
      event: { ...open, path: '/proc/1/task/7/environ' },
      profile: {},
      message: 'cat (pid 4242) opened /proc/1/task/7/environ',
      uniqueId: 'cat_environ',
    },
    'an environment in a standalone container': { event: environ, profile: {}, context: 'standalone' },
    'an environment, with a profile that holds names like it': {
      event: environ,
      profile: { opens: [{ path: '/proc/1/environx' }, { path: '/srv/xenviron' }, { path: '/proc/1/environ/x' }] },
    },
    'an environment, whatever a policy allows': {
      event: environ,
      profile: { rulePolicies: { R0008: { processAllowed: ['cat'] } } },
    },
  },
  staysQuiet: {
    ...each(neighbors),
    'an environment, with a profile that holds it': { event: environ, profile: { opens: [{ path: environ.path }] } },
    'an environment, with a profile that holds another': {
      event: environ,
      profile: { opens: [{ path: '/proc/99/environ' }] },
    },
    'an environment, with a profile whose processes are collapsed': {
      event: environ,
      profile: { opens: [{ path: '/proc/⋯/environ' }] },
    },
    'an environment, without a profile': { event: environ, profile: 'none' },
    'an open that failed': { event: { ...environ, error: 13 }, profile: {} },
    'on the host, which its tags leave out': { event: environ, context: 'host' },
  },
});
