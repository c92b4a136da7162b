import { describeRule } from '@rulelibrary/rule-tester';

const link = { eventType: 'hardlink', comm: 'ln', exepath: '/usr/bin/ln', newPath: '/tmp/x' } as const;
const shadow = { ...link, oldPath: '/etc/shadow' };
const sudoers = { ...link, oldPath: '/etc/sudoers' };

describeRule(import.meta, {
  fires: {
    'a link to /etc/shadow, without a profile': {
      event: shadow,
      message: 'ln (pid 4242) created hard link /tmp/x to /etc/shadow',
      uniqueId: 'ln_/etc/shadow_/tmp/x',
    },
    'a link to /etc/sudoers, without a profile': {
      event: sudoers,
      message: 'ln (pid 4242) created hard link /tmp/x to /etc/sudoers',
      uniqueId: 'ln_/etc/sudoers_/tmp/x',
    },
    "a link to /etc/shadow-, the tools' backup": { event: { ...link, oldPath: '/etc/shadow-' } },
    'a link to a file below /etc/sudoers.d': { event: { ...link, oldPath: '/etc/sudoers.d/admins' } },
    'a link to /etc/shadow by a process the policy does not name': {
      event: shadow,
      profile: { rulePolicies: { R1012: { processAllowed: ['cp'] } } },
    },
    'a link to /etc/shadow, allowed by the policy for symbolic links': {
      event: shadow,
      profile: { rulePolicies: { R1010: { processAllowed: ['ln'] } } },
    },
    'a link to /etc/shadow, with a profile that holds paths beginning and ending like it': {
      event: shadow,
      profile: { opens: [{ path: '/etc/shadow-' }, { path: '/srv/etc/shadow' }, { path: '/tmp/x' }] },
    },
    'a link to /etc/sudoers, with a profile that holds /etc/shadow': {
      event: sudoers,
      profile: { opens: [{ path: '/etc/shadow' }, { path: '/etc/sudoers.d/admins' }] },
    },
  },
  staysQuiet: {
    'a link to /etc/shells': { event: { ...link, oldPath: '/etc/shells' } },
    'a link to /etc/sudo.conf': { event: { ...link, oldPath: '/etc/sudo.conf' } },
    'a link to /etc/shado': { event: { ...link, oldPath: '/etc/shado' } },
    'a link to /etc/sudoer': { event: { ...link, oldPath: '/etc/sudoer' } },
    'a link to a shadow file elsewhere': { event: { ...link, oldPath: '/srv/etc/shadow' } },
    'a link to a sudoers file elsewhere': { event: { ...link, oldPath: '/srv/etc/sudoers' } },
    'a harmless file linked to the name /etc/shadow': {
      event: { ...link, oldPath: '/srv/shadow', newPath: '/etc/shadow' },
    },
    'a link that the kernel refused': { event: { ...shadow, error: 1 } },
    'a link to /etc/shadow, with a profile that holds it': {
      event: shadow,
      profile: { opens: [{ path: '/etc/shadow' }] },
    },
    'a link to /etc/sudoers, with a profile that holds it': {
      event: sudoers,
      profile: { opens: [{ path: '/etc/sudoers' }] },
    },
    'a link to /etc/shadow by a process the policy allows': {
      event: shadow,
      profile: { rulePolicies: { R1012: { processAllowed: ['ln'] } } },
    },
    'a link to /etc/shadow in a container the policy allows': {
      event: shadow,
      profile: { rulePolicies: { R1012: { containerAllowed: true } } },
    },
    'on the host, which its tags leave out': { event: shadow, context: 'host' },
    'in a standalone container, which its tags leave out': { event: shadow, context: 'standalone' },
  },
});
