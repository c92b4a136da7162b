import { type CaseEvent, describeRule, type QuietCase } from '@rulelibrary/rule-tester';

const id = { eventType: 'exec', comm: 'id', exepath: '/usr/bin/id', args: ['id'], cwd: '/root' } as const;

const descriptorPaths = [
  '/proc/self/fd/3',
  '/proc/thread-self/fd/3',
  '/proc/4242/fd/13',
  '/proc/self/task/4243/fd/3',
  '/dev/fd/3',
  '/proc/self/fd/3/bin/id',
];

const otherPaths = [
  '/proc/self/exe',
  '/proc/self/fdinfo/3',
  '/proc/self/fd/',
  '/proc/self/fd/x',
  '/proc/self/fd/3x',
  '/proc//fd/3',
  '/proc/4242x/fd/3',
  '/proc/self/task//fd/3',
  '/proc/self/task/x/fd/3',
  '/srv/proc/self/fd/3',
  '/srv/dev/fd/3',
];

/** Each path once as the executable and once as argv[0]. */
function eachWay(paths: readonly string[]): Record<string, QuietCase> {
  const cases = (path: string, executable: CaseEvent, argv0: CaseEvent): [string, QuietCase][] => [
    [`${path} as the executable`, { event: executable }],
    [`${path} as argv[0]`, { event: argv0 }],
  ];
  return Object.fromEntries(paths.flatMap((path) => cases(path, { ...id, exepath: path }, { ...id, args: [path] })));
}

describeRule(import.meta, {
  fires: {
    'a memfd': {
      event: { ...id, comm: '3', exepath: 'memfd:payload', args: ['[kworker/0:1]', '-d'] },
      message: '3 (pid 4242) executed memfd:payload as [kworker/0:1]',
      uniqueId: '3_memfd:payload',
    },
    'a memfd with an empty argument vector': {
      event: { ...id, comm: '3', exepath: 'memfd:payload', args: [] },
      message: '3 (pid 4242) executed memfd:payload',
      uniqueId: '3_memfd:payload',
    },
    'a memfd without a name': { event: { ...id, exepath: 'memfd:' } },
    ...eachWay(descriptorPaths),
    'a descriptor as the executable, by a uniqueId without its pid': {
      event: { ...id, exepath: '/proc/4242/fd/3' },
      message: 'id (pid 4242) executed /proc/4242/fd/3 as id',
      uniqueId: 'id_fd',
    },
    'a descriptor of an unnamed temporary file': {
      event: { ...id, comm: '3', exepath: '/tmp/#1049', args: ['/proc/self/fd/3', '-d'] },
      message: '3 (pid 4242) executed /tmp/#1049 as /proc/self/fd/3',
      uniqueId: '3_/tmp/#1049',
    },
    'a descriptor of a file in a directory that begins like /proc': {
      event: { ...id, exepath: '/procurement/id', args: ['/proc/self/fd/3'] },
      uniqueId: 'id_/procurement/id',
    },
    'a descriptor of a file in a directory that is called proc': {
      event: { ...id, exepath: '/srv/proc/id', args: ['/proc/self/fd/3'] },
      uniqueId: 'id_/srv/proc/id',
    },
    'a descriptor as argv[0], the executable unknown': {
      event: { eventType: 'exec', comm: '3', args: ['/proc/4242/fd/3'], cwd: '/root' },
      message: '3 (pid 4242) executed as /proc/4242/fd/3',
      uniqueId: '3_',
    },
    'a memfd on the host': { event: { ...id, exepath: 'memfd:payload' }, context: 'host' },
    'a memfd, with a profile that holds it': {
      event: { ...id, exepath: 'memfd:payload' },
      profile: { execs: [{ path: 'memfd:payload', args: ['id'] }] },
    },
    'a memfd, whatever a policy allows': {
      event: { ...id, exepath: 'memfd:payload' },
      profile: { rulePolicies: { R1005: { processAllowed: ['id'] } } },
    },
  },
  staysQuiet: {
    'a program from the image': { event: id },
    'a file that is called memfd:payload': { event: { ...id, exepath: '/tmp/memfd:payload' } },
    'a name that begins like memfd:': { event: { ...id, exepath: 'memfd' } },
    'a memfd as argv[0] only': { event: { ...id, args: ['memfd:payload'] } },
    ...eachWay(otherPaths),
    'a descriptor as a later argument': { event: { ...id, args: ['id', '/proc/self/fd/3', '/dev/fd/63'] } },
    'an empty argument vector': { event: { ...id, args: [] } },
    'no argument vector or executable': { event: { eventType: 'exec', comm: 'id' } },
    'in a standalone container, which its tags leave out': {
      event: { ...id, exepath: 'memfd:payload' },
      context: 'standalone',
    },
  },
});
