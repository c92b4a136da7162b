import { describeRule, type QuietCase } from '@rulelibrary/rule-tester';

const open = { eventType: 'open', comm: 'cat', flags: ['O_RDONLY'], flagsRaw: 0 } as const;
const directory = '/run/secrets/kubernetes.io/serviceaccount';
const token = { ...open, path: `${directory}/token` };

const directories = [
  directory,
  '/var/run/secrets/kubernetes.io/serviceaccount',
  '/run/secrets/eks.amazonaws.com/serviceaccount',
  '/var/run/secrets/eks.amazonaws.com/serviceaccount',
];

const tokens = ['/token', '/..data/token', '/..2026_11_21_16_54_00.1234567890/token'];

const neighbors = [
  directory,
  `${directory}/ca.crt`,
  `${directory}/namespace`,
  `${directory}/..data`,
  `${directory}/tokens`,
  `${directory}/xtoken`,
  `${directory}/token/x`,
  '/run/secrets/kubernetes.io/token',
  '/run/secrets/eks.amazonaws.com/token',
  '/var/run/secrets/kubernetes.io/token',
  '/var/run/secrets/eks.amazonaws.com/token',
  '/run/secrets/vault/token',
  '/home/app/token',
  ...directories.flatMap((name) => [`${name}x/token`, `/srv${name}/token`, `/run/secrets/srv${name}/token`]),
];

/** Each path as a case of its own, with a profile that holds another file. */
function each(paths: readonly string[]): Record<string, QuietCase> {
  const profile = { opens: [{ path: '/etc/passwd' }] };
  return Object.fromEntries(paths.map((path) => [path, { event: { ...open, path }, profile }]));
}

describeRule(import.meta, {
  fires: {
    ...each(directories.flatMap((name) => tokens.map((file) => name + file))),
    'the token, with an empty profile': {
      event: token,
      profile: {},
      message: 'cat (pid 4242) opened service account token /run/secrets/kubernetes.io/serviceaccount/token',
      uniqueId: 'cat_/run/secrets/kubernetes.io/serviceaccount/token',
    },
    'the token by the path it resolves to, by the same uniqueId': {
      event: { ...open, path: `${directory}/..2026_11_21_16_54_00.1234567890/token` },
      profile: {},
      message:
        'cat (pid 4242) opened service account token /run/secrets/kubernetes.io/serviceaccount/..2026_11_21_16_54_00.1234567890/token',
      uniqueId: 'cat_/run/secrets/kubernetes.io/serviceaccount/token',
    },
    'the token of a cloud role, by another uniqueId': {
      event: { ...open, path: '/var/run/secrets/eks.amazonaws.com/serviceaccount/token' },
      profile: {},
      uniqueId: 'cat_/var/run/secrets/eks.amazonaws.com/serviceaccount/token',
    },
    'the token, with a profile that holds its neighbours': {
      event: token,
      profile: { opens: [{ path: `${directory}/ca.crt` }, { path: '/srv/xtoken' }, { path: '/token/x' }] },
    },
    'the token, whatever a policy allows': {
      event: token,
      profile: { rulePolicies: { R0006: { processAllowed: ['cat'] } } },
    },
  },
  staysQuiet: {
    ...each(neighbors),
    'the token, with a profile that holds it': { event: token, profile: { opens: [{ path: token.path }] } },
    'the token, with a profile that holds an older one': {
      event: token,
      profile: { opens: [{ path: `${directory}/..2026_11_20_08_00_00.987654321/token` }] },
    },
    'the token, with a profile whose directories are collapsed': {
      event: token,
      profile: { opens: [{ path: `${directory}/⋯/token` }] },
    },
    'the token, without a profile': { event: token, profile: 'none' },
    'an open that failed': { event: { ...token, error: 13 }, profile: {} },
    'in a standalone container, which its tags leave out': { event: token, profile: {}, context: 'standalone' },
    'on the host, which its tags leave out': { event: token, context: 'host' },
  },
});
