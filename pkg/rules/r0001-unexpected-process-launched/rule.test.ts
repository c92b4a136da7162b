import { describeRule } from '@rulelibrary/rule-tester';

const id = { eventType: 'exec', comm: 'id', exepath: '/usr/bin/id', args: ['id', '-u'], cwd: '/root' } as const;
const onlyArgs = { eventType: 'exec', comm: 'id', args: ['id', '-u'] } as const;
const onlyComm = { eventType: 'exec', comm: 'id', args: [''] } as const;
const nginx = { path: '/usr/sbin/nginx', args: ['nginx', '-g', 'daemon off;'] };
const holdsId = { execs: [nginx, { path: '/usr/bin/id', args: ['id', '-u'] }] };

describeRule(import.meta, {
  fires: {
    'an executable that is not in the profile': {
      event: id,
      profile: { execs: [nginx] },
      message: 'id (pid 4242) executed /usr/bin/id',
      uniqueId: 'id_/usr/bin/id',
    },
    'an executable, with an empty profile': { event: id, profile: {} },
    'an executable in a standalone container': { event: id, profile: { execs: [nginx] }, context: 'standalone' },
    'an executable of the same name elsewhere': { event: { ...id, exepath: '/tmp/id' }, profile: holdsId },
    'an executable that calls itself by a path of the profile': {
      event: { ...id, comm: 'nginx', args: ['/usr/sbin/nginx', '-g', 'daemon off;'] },
      profile: { execs: [nginx] },
    },
    'an executable that goes by the comm and argv[0] of the profile': {
      event: { ...id, comm: 'nginx', args: ['nginx', '-g', 'daemon off;'] },
      profile: { execs: [nginx] },
    },
    'an executable that is only an argument in the profile': {
      event: id,
      profile: { execs: [{ path: '/usr/bin/env', args: ['env', '/usr/bin/id'] }] },
    },
    'a memfd, with a profile that holds files': {
      event: { ...id, exepath: 'memfd:payload' },
      profile: holdsId,
      message: 'id (pid 4242) executed memfd:payload',
      uniqueId: 'id_memfd:payload',
    },
    'argv[0] that is not in the profile, the executable unknown': {
      event: { ...onlyArgs, comm: 'nginx' },
      profile: { execs: [nginx] },
      message: 'nginx (pid 4242) executed id',
      uniqueId: 'nginx_id',
    },
    'a command name that is not in the profile, executable and argv[0] unknown': {
      event: onlyComm,
      profile: { execs: [nginx] },
      message: 'id (pid 4242) executed id',
      uniqueId: 'id_id',
    },
    "an executable, where the pod's spec runs another": {
      event: id,
      profile: { execs: [nginx] },
      cluster: { declaredExecutables: ['/usr/sbin/nginx'] },
    },
    'an executable, whatever a policy allows': {
      event: id,
      profile: { execs: [nginx], rulePolicies: { R0001: { processAllowed: ['id'] } } },
    },
  },
  staysQuiet: {
    'an executable that the profile holds': { event: id, profile: holdsId },
    'an executable that the profile holds, with other arguments': {
      event: { ...id, args: ['id', '--help'] },
      profile: holdsId,
    },
    'an executable that the profile holds, under another comm and argv[0]': {
      event: { ...id, comm: 'x', args: ['x'] },
      profile: holdsId,
    },
    'an executable in a directory that the profile holds as a whole': {
      event: id,
      profile: { execs: [{ path: '/usr/bin/*' }] },
    },
    "an executable that the pod's spec runs": {
      event: id,
      profile: { execs: [nginx] },
      cluster: { declaredExecutables: ['/usr/bin/id'] },
    },
    'argv[0] that the profile holds, the executable unknown': {
      event: { ...onlyArgs, comm: 'nginx' },
      profile: holdsId,
    },
    'a command name that the profile holds, executable and argv[0] unknown': { event: onlyComm, profile: holdsId },
    'an executable, without a profile': { event: id, profile: 'none' },
    'on the host, which its tags leave out': { event: id, context: 'host' },
  },
});
