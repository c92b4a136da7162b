import { describeRule } from '@rulelibrary/rule-tester';

const id = {
  eventType: 'exec',
  comm: 'id',
  exepath: '/usr/bin/id',
  args: ['id'],
  environment: { LD_PRELOAD: '/tmp/hook.so' },
} as const;
const { environment: _, ...plain } = id;
const preload = { eventType: 'open', comm: 'sh', path: '/etc/ld.so.preload' } as const;
const written = { ...preload, flags: ['O_WRONLY', 'O_CREAT', 'O_TRUNC'], flagsRaw: 577 };
const held = (...flags: string[]) => ({ opens: [{ path: '/etc/ld.so.preload', flags }] });

describeRule(import.meta, {
  fires: {
    'LD_PRELOAD, without a profile': {
      event: id,
      message: 'id (pid 4242) executed /usr/bin/id with LD_PRELOAD=/tmp/hook.so',
      uniqueId: 'id_/usr/bin/id',
    },
    'several variables': {
      event: { ...id, environment: { LD_LIBRARY_PATH: '/tmp', LD_PRELOAD: 'hook.so', LD_DEBUG: 'libs' } },
      message: 'id (pid 4242) executed /usr/bin/id with LD_PRELOAD=hook.so LD_LIBRARY_PATH=/tmp',
      uniqueId: 'id_/usr/bin/id',
    },
    'all variables': {
      event: {
        ...id,
        environment: { LD_PROFILE: '1', LD_BIND_NOT: '2', LD_LIBRARY_PATH: '3', LD_AUDIT: '4', LD_PRELOAD: '5' },
      },
      message:
        'id (pid 4242) executed /usr/bin/id with LD_PRELOAD=5 LD_AUDIT=4 LD_LIBRARY_PATH=3 LD_BIND_NOT=2 LD_PROFILE=1',
    },
    LD_AUDIT: { event: { ...id, environment: { LD_AUDIT: '/tmp/hook.so' } } },
    LD_LIBRARY_PATH: { event: { ...id, environment: { LD_LIBRARY_PATH: '/tmp' } } },
    LD_BIND_NOT: { event: { ...id, environment: { LD_BIND_NOT: '1' } } },
    LD_PROFILE: { event: { ...id, environment: { LD_PROFILE: 'libc.so.6' } } },
    'LD_PRELOAD in a container whose name begins like matlab': { event: { ...id, containerName: 'matlab2' } },
    'LD_PRELOAD, by argv[0] where the executable is unknown': {
      event: { ...id, exepath: '', args: ['/bin/id'] },
      message: 'id (pid 4242) executed /bin/id with LD_PRELOAD=/tmp/hook.so',
      uniqueId: 'id_/bin/id',
    },
    'a program that calls itself java': { event: { ...id, comm: 'java', args: ['java'] } },
    'a program in a directory that is called java': { event: { ...id, exepath: '/opt/java/id' } },
    javac: { event: { ...id, comm: 'javac', exepath: '/usr/lib/jvm/bin/javac' } },
    'a program whose name ends like java': { event: { ...id, comm: 'notjava', exepath: '/usr/bin/notjava' } },
    'LD_PRELOAD, with a profile that holds the executable': {
      event: id,
      profile: { execs: [{ path: '/usr/bin/id' }], opens: [{ path: '/etc/ld.so.preload', flags: ['O_WRONLY'] }] },
    },
    'LD_PRELOAD, of a process the policy does not name': {
      event: id,
      profile: { rulePolicies: { R1011: { processAllowed: ['sh'] } } },
    },

    '/etc/ld.so.preload opened for writing, without a profile': {
      event: written,
      message: 'sh (pid 4242) opened /etc/ld.so.preload for writing',
      uniqueId: 'sh_/etc/ld.so.preload',
    },
    'O_WRONLY by its name': { event: { ...preload, flags: ['O_WRONLY'] } },
    'O_RDWR by its name': { event: { ...preload, flags: ['O_RDWR', 'O_APPEND'] } },
    'O_TRUNC by its name': { event: { ...preload, flags: ['O_RDONLY', 'O_TRUNC'] } },
    'O_WRONLY by the number': { event: { ...preload, flagsRaw: 0o1 } },
    'O_WRONLY among others by the number': { event: { ...preload, flagsRaw: 0o2101 } },
    'O_RDWR by the number': { event: { ...preload, flagsRaw: 0o2 } },
    'O_TRUNC by the number': { event: { ...preload, flagsRaw: 0o1000 } },
    'O_TRUNC among others by the number': { event: { ...preload, flagsRaw: 0o2003100 } },
    'opened for writing in a container called matlab': { event: { ...written, containerName: 'matlab' } },
    'opened for writing by java': { event: { ...written, comm: 'java', exepath: '/usr/bin/java' } },
    'opened for writing, with an empty profile': { event: written, profile: {} },
    'opened for writing, with a profile that holds it read only': {
      event: written,
      profile: held('O_RDONLY', 'O_CLOEXEC'),
    },
    'opened for writing, with a profile that holds its neighbours': {
      event: written,
      profile: {
        opens: [
          { path: '/etc/ld.so.preload.bak', flags: ['O_WRONLY'] },
          { path: '/etc/ld.so.cache', flags: ['O_RDWR'] },
        ],
      },
    },
    'opened for writing by a process the policy does not name': {
      event: written,
      profile: { rulePolicies: { R1011: { processAllowed: ['cat'] } } },
    },
  },
  staysQuiet: {
    'an environment without such a variable': { event: { ...id, environment: { LD_DEBUG: 'libs' } } },
    'an environment that is unknown': { event: plain },
    java: { event: { ...id, comm: 'java', exepath: '/usr/lib/jvm/java-21/bin/java' } },
    'java by another name': { event: { ...id, comm: 'launcher', exepath: '/usr/bin/java' } },
    'java by argv[0], where the executable is unknown': { event: { ...id, exepath: '', args: ['java'] } },
    'a container called matlab': { event: { ...id, containerName: 'matlab' } },
    'LD_PRELOAD, of a process the policy allows': {
      event: id,
      profile: { rulePolicies: { R1011: { processAllowed: ['id'] } } },
    },
    'LD_PRELOAD in a standalone container, which its tags leave out': { event: id, context: 'standalone' },
    'LD_PRELOAD on the host, which its tags leave out': { event: id, context: 'host' },

    'opened read only, as by every exec': {
      event: { ...preload, flags: ['O_RDONLY', 'O_CLOEXEC'], flagsRaw: 0o2000000 },
    },
    'opened read only, and created': { event: { ...preload, flags: ['O_RDONLY', 'O_CREAT'], flagsRaw: 0o100 } },
    'opened with the access mode that neither reads nor writes': {
      event: { ...preload, flags: ['O_ACCMODE'], flagsRaw: 0o3 },
    },
    'all bits below O_TRUNC': {
      event: { ...preload, flags: ['O_ACCMODE', 'O_CREAT', 'O_EXCL', 'O_NOCTTY'], flagsRaw: 0o777 },
    },
    'the bit above O_TRUNC': { event: { ...preload, flags: ['O_RDONLY', 'O_APPEND'], flagsRaw: 0o2000 } },
    'flags that are unknown': { event: preload },
    'a call that failed': { event: { ...written, error: 13 } },
    '/etc/ld.so.cache opened for writing': { event: { ...written, path: '/etc/ld.so.cache' } },
    '/etc/ld.so.preload.bak opened for writing': { event: { ...written, path: '/etc/ld.so.preload.bak' } },
    'such a file elsewhere opened for writing': { event: { ...written, path: '/srv/etc/ld.so.preload' } },
    'opened for writing, with a profile that holds O_WRONLY': { event: written, profile: held('O_WRONLY') },
    'opened for writing, with a profile that holds O_WRONLY beside O_RDONLY': {
      event: written,
      profile: held('O_RDONLY', 'O_WRONLY'),
    },
    'opened for writing, with a profile that holds O_RDWR beside O_RDONLY': {
      event: written,
      profile: held('O_RDONLY', 'O_RDWR'),
    },
    'opened for writing, with a profile that holds it whatever the flags': {
      event: written,
      profile: { opens: [{ path: '/etc/ld.so.preload' }] },
    },
    'opened for writing by a process the policy allows': {
      event: written,
      profile: { rulePolicies: { R1011: { processAllowed: ['sh'] } } },
    },
    'opened for writing in a standalone container, which its tags leave out': {
      event: written,
      context: 'standalone',
    },
  },
});
