import { describeRule } from '@rulelibrary/rule-tester';

const run = { eventType: 'exec', comm: 'tool', exepath: '/data/bin/tool', args: ['./tool', '-v'] } as const;
const mounted = { mountPaths: ['/etc/config', '/data'] };

describeRule(import.meta, {
  fires: {
    'an executable below a mount, without a profile': {
      event: run,
      cluster: mounted,
      message: 'tool (pid 4242) executed /data/bin/tool from a mount of container app',
      uniqueId: 'tool_/data/bin/tool',
    },
    'an executable directly below a mount': { event: { ...run, exepath: '/data/tool' }, cluster: mounted },
    'an executable below the first mount of several': {
      event: { ...run, exepath: '/etc/config/tool' },
      cluster: mounted,
    },
    'an executable that is itself mounted': {
      event: { ...run, exepath: '/opt/tool' },
      cluster: { mountPaths: ['/opt/tool'] },
    },
    'an executable below a mount whose path ends in a slash': { event: run, cluster: { mountPaths: ['/data/'] } },
    'any executable, when the mount is /': {
      event: { ...run, exepath: '/usr/bin/tool' },
      cluster: { mountPaths: ['/'] },
    },
    'an executable below a mount of a standalone container': {
      event: run,
      context: 'standalone',
      cluster: mounted,
    },
    'an executable below a mount, by argv[0] where its path is unknown': {
      event: { ...run, exepath: '', args: ['/data/tool'] },
      cluster: mounted,
      message: 'tool (pid 4242) executed /data/tool from a mount of container app',
      uniqueId: 'tool_/data/tool',
    },
    'an executable that is itself mounted, by argv[0] where its path is unknown': {
      event: { ...run, exepath: '', args: ['/opt/tool'] },
      cluster: { mountPaths: ['/opt/tool'] },
    },
    'an executable below a mount, with an empty profile': { event: run, cluster: mounted, profile: {} },
    'an executable below a mount, with a profile that holds its name elsewhere': {
      event: run,
      cluster: mounted,
      profile: { execs: [{ path: '/usr/bin/tool' }, { path: '/data' }, { path: './tool' }] },
    },
    'an executable below a mount, whatever a policy allows': {
      event: run,
      cluster: mounted,
      profile: { rulePolicies: { R1004: { processAllowed: ['tool'] } } },
    },
  },
  staysQuiet: {
    'an executable below /database': { event: { ...run, exepath: '/database/bin/tool' }, cluster: mounted },
    'an executable below /database, when the mount path ends in a slash': {
      event: { ...run, exepath: '/database/bin/tool' },
      cluster: { mountPaths: ['/data/'] },
    },
    'an executable beside the mounts': { event: { ...run, exepath: '/usr/bin/tool' }, cluster: mounted },
    'an executable beside the one that is mounted': {
      event: { ...run, exepath: '/opt/tool2' },
      cluster: { mountPaths: ['/opt/tool'] },
    },
    'an executable below a directory that ends like a mount': {
      event: { ...run, exepath: '/srv/data/bin/tool' },
      cluster: mounted,
    },
    'an executable of the image, with a path below a mount as argv[0]': {
      event: { ...run, exepath: '/usr/bin/tool', args: ['/data/bin/tool'] },
      cluster: mounted,
    },
    'a memfd, when the mount is /': { event: { ...run, exepath: 'memfd:tool' }, cluster: { mountPaths: ['/'] } },
    'a container without mounts': { event: run, cluster: { mountPaths: [] } },
    'a container whose mounts are unknown': { event: run },
    'an executable below a mount, with a profile that holds it': {
      event: run,
      cluster: mounted,
      profile: { execs: [{ path: '/data/bin/tool' }] },
    },
    'an executable below a mount, by argv[0], with a profile that holds it': {
      event: { ...run, exepath: '', args: ['/data/tool'] },
      cluster: mounted,
      profile: { execs: [{ path: '/data/tool' }] },
    },
    "an executable below a mount that the pod's own spec runs": {
      event: run,
      cluster: { ...mounted, declaredExecutables: ['/data/bin/tool'] },
      profile: {},
    },
    'on the host, which its tags leave out': { event: run, context: 'host', cluster: mounted },
  },
});
