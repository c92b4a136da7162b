import { type CaseEvent, describeRule } from '@rulelibrary/rule-tester';

const write = {
  timestamp: '2026-01-01T00:00:00Z',
  eventType: 'open',
  comm: 'curl',
  pid: 4242,
  path: '/tmp/payload',
  flags: ['O_WRONLY', 'O_CREAT', 'O_TRUNC'],
} as const satisfies CaseEvent;

const run = {
  timestamp: '2026-01-01T00:00:10Z',
  eventType: 'exec',
  comm: 'payload',
  pid: 4250,
  exepath: '/tmp/payload',
  args: ['/tmp/payload'],
} as const satisfies CaseEvent;

describeRule(import.meta, {
  fires: {
    'a file written, then executed': {
      events: [write, run],
      message: 'curl (pid 4242) wrote /tmp/payload, which payload (pid 4250) executed',
      uniqueId: 'curl_/tmp/payload',
    },
    'a file opened for reading and writing': { events: [{ ...write, flags: ['O_RDWR', 'O_CREAT'] }, run] },
    'at the end of the window': { events: [write, { ...run, timestamp: '2026-01-01T00:01:00Z' }] },
    'another file written in between': { events: [write, { ...write, path: '/tmp/log' }, run] },
    'in a standalone container': { events: [write, run], context: 'standalone' },
  },
  staysQuiet: {
    'a file written alone': { events: [write] },
    'a file executed alone': { events: [run] },
    'a file executed before it is written': { events: [{ ...run, timestamp: '2026-01-01T00:00:00Z' }, write] },
    'after the window': { events: [write, { ...run, timestamp: '2026-01-01T00:01:00.000000001Z' }] },
    'another file executed': { events: [write, { ...run, exepath: '/tmp/payload2' }] },
    'a file opened for reading': { events: [{ ...write, flags: ['O_RDONLY'] }, run] },
    'a file that could not be opened': { events: [{ ...write, error: 13 }, run] },
    'another container': { events: [write, { ...run, containerId: 'b'.repeat(64) }] },
    'on the host, which its tags leave out': { events: [write, run], context: 'host' },
  },
});
