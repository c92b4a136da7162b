import type { Prefilter, RuntimeEvent } from '@rulelibrary/schema';
import { describe, expect, it } from 'vitest';
import { eventOf } from './fixtures.test.support.ts';
import { compilePrefilter } from './prefilter.ts';

function passes(state: Prefilter, event: Partial<RuntimeEvent>): boolean {
  const whole = eventOf(event);
  return compilePrefilter(state, whole.eventType)?.(whole) ?? true;
}

const open = (path?: string): Partial<RuntimeEvent> => ({ eventType: 'open', path });

describe('prefilter', () => {
  it.each<[string, Prefilter, Partial<RuntimeEvent>]>([
    ['path below', { includePrefixes: ['/etc'] }, open('/etc/passwd')],
    ['the prefix itself', { includePrefixes: ['/etc'] }, open('/etc')],
    ['prefix with a slash', { includePrefixes: ['/etc/'] }, open('/etc')],
    ['any of several', { includePrefixes: ['/var', '/etc'] }, open('/etc/passwd')],
    ['root', { includePrefixes: ['/'] }, open('/x')],
    ['lacks the path', { includePrefixes: ['/etc'] }, open()],
    ['not ignored', { ignorePrefixes: ['/etc'] }, open('/etcx')],
    ['exec by exepath', { includePrefixes: ['/usr'] }, { exepath: '/usr/bin/ls' }],
    ['prefixes say nothing of links', { includePrefixes: ['/etc'] }, { eventType: 'symlink', exepath: '/bin/ln' }],
    ['port', { ports: [22, 2022] }, { eventType: 'ssh', dstPort: 2022 }],
    ['lacks the port', { ports: [22] }, { eventType: 'network' }],
    ['ports say nothing of dns', { ports: [22] }, { eventType: 'dns', dstPort: 53 }],
    ['direction', { direction: 'inbound' }, { eventType: 'http', direction: 'inbound' }],
    ['direction by packet type', { direction: 'outbound' }, { eventType: 'network', pktType: 'OUTGOING' }],
    ['lacks the direction', { direction: 'outbound' }, { eventType: 'http' }],
    ['method', { methods: ['GET', 'PUT'] }, { eventType: 'http', request: { method: 'PUT' } }],
    ['lacks the method', { methods: ['GET'] }, { eventType: 'http', request: {} }],
    ['lacks the request', { methods: ['GET'] }, { eventType: 'http' }],
    ['another name', { excludeProcesses: [{ name: 'ls' }] }, { comm: 'cat' }],
    ['name but not path', { excludeProcesses: [{ name: 'cat', path: '/bin/cat' }] }, { exepath: '/tmp/cat' }],
    ['path but not name', { excludeProcesses: [{ name: 'ls', path: '/bin/cat' }] }, { exepath: '/bin/cat' }],
    ['an entry that names nothing', { excludeProcesses: [{}] }, { comm: 'cat' }],
    ['exclusions say nothing of opens', { excludeProcesses: [{ name: 'cat' }] }, open('/x')],
    ['another parent', { excludeParentProcesses: [{ name: 'runc' }] }, { pcomm: 'sh', comm: 'runc' }],
    ['parent whose path is not known', { excludeParentProcesses: [{ path: '/usr/bin/runc' }] }, { pcomm: 'runc' }],
    ['nothing asked', {}, open('/x')],
  ])('passes: %s', (_, state, event) => {
    expect(passes(state, event)).toBe(true);
  });

  it.each<[string, Prefilter, Partial<RuntimeEvent>]>([
    ['path elsewhere', { includePrefixes: ['/etc'] }, open('/var/x')],
    ['another directory of the same length', { includePrefixes: ['/etc'] }, open('/var')],
    ['half a path component', { includePrefixes: ['/etc'] }, open('/etcx/passwd')],
    ['the parent of the prefix', { includePrefixes: ['/etc/ssl'] }, open('/etc')],
    ['no prefix at all', { includePrefixes: [] }, open('/etc')],
    ['ignored', { ignorePrefixes: ['/etc'] }, open('/etc/passwd')],
    ['included and ignored', { includePrefixes: ['/etc'], ignorePrefixes: ['/etc/ssl'] }, open('/etc/ssl/x')],
    ['exec elsewhere', { includePrefixes: ['/usr'] }, { exepath: '/tmp/ls' }],
    ['another port', { ports: [22] }, { eventType: 'network', dstPort: 443 }],
    ['another direction', { direction: 'inbound' }, { eventType: 'http', direction: 'outbound' }],
    ['direction by packet type', { direction: 'outbound' }, { eventType: 'network', pktType: 'HOST' }],
    ['another method', { methods: ['GET'] }, { eventType: 'http', request: { method: 'POST' } }],
    [
      'one of two conditions',
      { methods: ['GET'], direction: 'inbound' },
      { eventType: 'http', request: { method: 'POST' } },
    ],
    ['excluded name', { excludeProcesses: [{ name: 'cat' }] }, { comm: 'cat' }],
    [
      'excluded name beyond 15 bytes',
      { excludeProcesses: [{ name: 'containerd-shim-runc-v2' }] },
      { comm: 'containerd-shim' },
    ],
    ['excluded path', { excludeProcesses: [{ path: '/bin/cat' }] }, { exepath: '/bin/cat' }],
    ['excluded parent', { excludeParentProcesses: [{ name: 'runc' }] }, { pcomm: 'runc' }],
    [
      'excluded parent path',
      { excludeParentProcesses: [{ path: '/usr/bin/runc' }] },
      { ancestry: [{ pid: 1, comm: 'runc', exepath: '/usr/bin/runc' }] },
    ],
  ])('holds back: %s', (_, state, event) => {
    expect(passes(state, event)).toBe(false);
  });
});
