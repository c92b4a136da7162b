import { describeRule } from '@rulelibrary/rule-tester';

const open = { eventType: 'open', comm: 'cat', flags: ['O_RDONLY'], flagsRaw: 0 } as const;
const shadow = { ...open, path: '/etc/shadow' };

describeRule(import.meta, {
  fires: {
    '/etc/shadow, without a profile': {
      event: shadow,
      message: 'cat (pid 4242) opened /etc/shadow',
      uniqueId: 'cat_/etc/shadow',
    },
    '/etc/shadow on the host': { event: shadow, context: 'host' },
    '/etc/shadow in a standalone container': { event: shadow, context: 'standalone' },
    "/etc/shadow-, the tools' backup": { event: { ...open, path: '/etc/shadow-' } },
    '/etc/shadow.bak': { event: { ...open, path: '/etc/shadow.bak' } },
    '/etc/shadow, opened for writing': { event: { ...shadow, flags: ['O_WRONLY', 'O_TRUNC'], flagsRaw: 513 } },
    '/etc/shadow, whatever a policy allows': {
      event: shadow,
      profile: { rulePolicies: { R0010: { processAllowed: ['cat'] } } },
    },
    '/etc/shadow, with an empty profile': { event: shadow, profile: {} },
    '/etc/shadow, with a profile that holds paths beginning and ending like it': {
      event: shadow,
      profile: { opens: [{ path: '/etc/shadow-' }, { path: '/srv/etc/shadow' }, { path: '/etc/shadow/x' }] },
    },
    '/etc/shadow-, with a profile that holds /etc/shadow': {
      event: { ...open, path: '/etc/shadow-' },
      profile: { opens: [{ path: '/etc/shadow' }] },
    },
  },
  staysQuiet: {
    '/etc/shells': { event: { ...open, path: '/etc/shells' } },
    '/etc/shado': { event: { ...open, path: '/etc/shado' } },
    '/etc/gshadow': { event: { ...open, path: '/etc/gshadow' } },
    'a shadow file elsewhere': { event: { ...open, path: '/var/lib/image/etc/shadow' } },
    '/etc/shadow, with a profile that holds it': { event: shadow, profile: { opens: [{ path: '/etc/shadow' }] } },
    '/etc/shadow, with a profile that holds all of /etc': { event: shadow, profile: { opens: [{ path: '/etc/*' }] } },
  },
});
