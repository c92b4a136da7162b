import { describeRule, type QuietCase } from '@rulelibrary/rule-tester';

const open = { eventType: 'open', comm: 'cat', flags: ['O_RDONLY'], flagsRaw: 0 } as const;
const hosts = { ...open, path: '/etc/hosts' };

const watched = [
  '/etc/hosts',
  '/etc/ssl/private/key.pem',
  '/var/log/auth.log',
  '/var/run/docker.sock',
  '/run/utmp',
  '/var/spool/cron/crontabs/root',
  '/var/www/html/index.php',
  '/var/lib/dpkg/status',
  '/opt/app/config.yaml',
  '/usr/local/bin/run.sh',
  '/app/server.py',
  '/.dockerenv',
  '/proc/self/environ',
  '/run/secrets/db/password',
  '/run/secrets/kubernetes.io/serviceaccountx/token',
  '/run/secrets/kubernetes.io/token',
  '/run/secrets/kubernetesxio/serviceaccount/token',
  '/run/secrets/eksxamazonaws.com/serviceaccount/token',
  '/run/secrets/eks.amazonawsxcom/serviceaccount/token',
  '/run/secrets/gke.google.com/serviceaccount/token',
  '/var/lib/run/secrets/kubernetes.io/serviceaccount/token',
  '/opt/run/secrets/eks.amazonaws.com/serviceaccount/token',
];

const unwatched = [
  '/etcx/hosts',
  '/var/logs/auth.log',
  '/var/log.1',
  '/var/running/x',
  '/runx/utmp',
  '/var/spool/cronx/root',
  '/var/spool/mail/root',
  '/var/www2/index.php',
  '/var/library/x',
  '/optional/x',
  '/usr/localx/bin/run.sh',
  '/usr/bin/run.sh',
  '/app2/server.py',
  '/.dockerenv2',
  '/.dockerenv/x',
  '/proc/self/environ2',
  '/proc/self/status',
  '/proc/1/environ',
  '/tmp/x',
];

/** The directories themselves: a listing reads names, and what it leads to is opened by its own path. */
const directories = ['/etc', '/var/log', '/var/run', '/run', '/var/lib', '/opt', '/usr/local', '/app'];

const tokenDirectories = [
  '/run/secrets/kubernetes.io/serviceaccount',
  '/var/run/secrets/kubernetes.io/serviceaccount',
  '/run/secrets/eks.amazonaws.com/serviceaccount',
  '/var/run/secrets/eks.amazonaws.com/serviceaccount',
];
const ofTokens = ['', '/token', '/ca.crt', '/..data/token', '/..2026_11_21_16_54_00.1234567890/token'];

/** Each path as a case of its own, with a profile that holds another file. */
function each(paths: readonly string[]): Record<string, QuietCase> {
  const profile = { opens: [{ path: '/etc/passwd' }] };
  return Object.fromEntries(paths.map((path) => [path, { event: { ...open, path }, profile }]));
}

describeRule(import.meta, {
  fires: {
    ...each(watched),
    'a file that is not in the profile': {
      event: hosts,
      profile: { opens: [{ path: '/etc/passwd' }] },
      message: 'cat (pid 4242) opened /etc/hosts',
      uniqueId: 'cat_/etc/hosts',
    },
    'a file, with an empty profile': { event: hosts, profile: {} },
    'a file in a standalone container': { event: hosts, profile: {}, context: 'standalone' },
    'a file, opened for writing': { event: { ...hosts, flags: ['O_WRONLY', 'O_CREAT'], flagsRaw: 65 }, profile: {} },
    'a file, with a profile that holds paths beginning and ending like it': {
      event: hosts,
      profile: { opens: [{ path: '/etc/hosts.allow' }, { path: '/srv/etc/hosts' }, { path: '/etc/hosts/x' }] },
    },
    'a file, whatever a policy allows': {
      event: hosts,
      profile: { rulePolicies: { R0002: { processAllowed: ['cat'] } } },
    },
  },
  staysQuiet: {
    ...each(unwatched),
    ...each(watched.map((path) => `/srv${path}`)),
    ...each(directories),
    ...each(tokenDirectories.flatMap((directory) => ofTokens.map((name) => directory + name))),
    'a file that the profile holds': { event: hosts, profile: { opens: [{ path: '/etc/hosts' }] } },
    'a file in a directory that the profile holds as a whole': {
      event: hosts,
      profile: { opens: [{ path: '/etc/*' }] },
    },
    'a file that the profile holds with other flags': {
      event: { ...hosts, flags: ['O_RDWR'], flagsRaw: 2 },
      profile: { opens: [{ path: '/etc/hosts', flags: ['O_RDONLY'] }] },
    },
    'a file, without a profile': { event: hosts, profile: 'none' },
    'an open that failed': { event: { ...hosts, error: 13 }, profile: {} },
    'on the host, which its tags leave out': { event: hosts, context: 'host' },
  },
});
