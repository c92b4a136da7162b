import { describeRule } from '@rulelibrary/rule-tester';

const ls = { eventType: 'exec', comm: 'ls', exepath: '/usr/bin/ls', args: ['ls'], cwd: '/root' } as const;

describeRule(import.meta, {
  fires: {
    'an executable below /dev/shm': {
      event: { ...ls, comm: 'payload', exepath: '/dev/shm/.x/payload', args: ['./payload', '-v'] },
      message: 'payload (pid 4242) executed /dev/shm/.x/payload as ./payload in /root',
      uniqueId: 'payload_/dev/shm/.x/payload',
    },
    'an executable below /dev/shm, with an empty argument vector': {
      event: { ...ls, comm: 'payload', exepath: '/dev/shm/payload', args: [] },
      message: 'payload (pid 4242) executed /dev/shm/payload in /root',
      uniqueId: 'payload_/dev/shm/payload',
    },
    'an executable that is /dev/shm': { event: { ...ls, exepath: '/dev/shm' } },
    'a program run in /dev/shm': {
      event: { ...ls, cwd: '/dev/shm' },
      message: 'ls (pid 4242) executed /usr/bin/ls as ls in /dev/shm',
      uniqueId: 'ls_/usr/bin/ls',
    },
    'a program run below /dev/shm': { event: { ...ls, cwd: '/dev/shm/build' } },
    'argv[0] below /dev/shm, the executable elsewhere': {
      event: { ...ls, comm: 'x', exepath: '/usr/bin/busybox', args: ['/dev/shm/x'] },
      message: 'x (pid 4242) executed /usr/bin/busybox as /dev/shm/x in /root',
      uniqueId: 'x_/usr/bin/busybox',
    },
    'argv[0] below a directory of /dev/shm': { event: { ...ls, args: ['/dev/shm/.cache/x'] } },
    'argv[0] that is /dev/shm': { event: { ...ls, args: ['/dev/shm', '-l'] } },
    'argv[0] below /dev/shm, the executable unknown': {
      event: { eventType: 'exec', comm: 'x', args: ['/dev/shm/x'], cwd: '/' },
      message: 'x (pid 4242) executed /dev/shm/x as /dev/shm/x in /',
      uniqueId: 'x_/dev/shm/x',
    },
    'a program run in /dev/shm, the executable and argument vector unknown': {
      event: { eventType: 'exec', comm: 'x', cwd: '/dev/shm' },
      message: 'x (pid 4242) executed x in /dev/shm',
      uniqueId: 'x_x',
    },
    'an executable below /dev/shm, on the host': { event: { ...ls, exepath: '/dev/shm/ls' }, context: 'host' },
    'an executable below /dev/shm, whatever a policy allows': {
      event: { ...ls, exepath: '/dev/shm/ls' },
      profile: { rulePolicies: { R1000: { processAllowed: ['ls'] } } },
    },
    'an executable below /dev/shm, with a profile that holds it': {
      event: { ...ls, exepath: '/dev/shm/ls' },
      profile: { execs: [{ path: '/dev/shm/ls', args: ['ls'] }] },
    },
  },
  staysQuiet: {
    'a program from the image': { event: ls },
    'argv[0] elsewhere, by its full path': { event: { ...ls, args: ['/bin/ls'] } },
    'an executable below /dev/shmx': { event: { ...ls, exepath: '/dev/shmx/ls' } },
    'a working directory /dev/shmx': { event: { ...ls, cwd: '/dev/shmx' } },
    'argv[0] below /dev/shmx': { event: { ...ls, args: ['/dev/shmx/ls'] } },
    'an executable below a path that holds /dev/shm': { event: { ...ls, exepath: '/srv/dev/shm/ls' } },
    'a working directory that holds /dev/shm': { event: { ...ls, cwd: '/srv/dev/shm/build' } },
    'argv[0] that holds /dev/shm': { event: { ...ls, args: ['/srv/dev/shm/ls'] } },
    'a path below /dev/shm as an argument': { event: { ...ls, args: ['ls', '/dev/shm/data', '/dev/shm'] } },
    'an empty argument vector': { event: { ...ls, args: [] } },
    'no argument vector, executable or working directory': { event: { eventType: 'exec', comm: 'ls' } },
    'in a standalone container, which its tags leave out': {
      event: { ...ls, exepath: '/dev/shm/ls' },
      context: 'standalone',
    },
  },
});
