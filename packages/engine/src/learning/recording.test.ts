import { type ContainerProfile, formatProfiles, type NamedProfile, parseProfiles } from '@rulelibrary/schema';
import { describe, expect, it } from 'vitest';
import { eventOf } from '../fixtures.test.support.ts';
import { createRecording, type RecordedParts } from './recording.ts';

const parts: RecordedParts = {
  capabilities: ['CAP_A'],
  syscalls: ['read'],
  execs: [{ path: '/a', args: ['a', '⋯⋯'] }],
  opens: [{ path: '/b/*' }],
  endpoints: [{ endpoint: ':80/' }],
  rulePolicies: { R0001: { processAllowed: ['a'], containerAllowed: true }, R0002: { containerAllowed: true } },
  egress: [{ identifier: '10.0.0.0/8', type: 'external', ipAddresses: ['10.0.0.0/8'] }],
  ingress: [],
};

describe('a recording', () => {
  it('is restored as it was, what a person wrote into it included', () => {
    const recording = createRecording();
    recording.restore(parts);
    expect(recording.parts()).toEqual(parts);
  });

  it('counts what is new, once', () => {
    const recording = createRecording();
    const events = [eventOf({ exepath: '/a' }), eventOf({ exepath: '/a' }), eventOf({ eventType: 'fork' })];
    const counts = events.map((event) => {
      recording.observe(event, []);
      return recording.changes;
    });
    expect(counts).toEqual([1, 1, 1]);
  });

  it.each([
    ['its path', { exepath: '/bin/a', args: ['x'], comm: 'c' }, { path: '/bin/a', args: ['x'] }],
    ['its first argument', { args: ['x', 'y'], comm: 'c' }, { path: 'x', args: ['x', 'y'] }],
    ['its command', { comm: 'c' }, { path: 'c' }],
  ])('knows an executable by %s, as rules do', (_, event, exec) => {
    const recording = createRecording();
    recording.observe(eventOf(event), []);
    expect(recording.parts().execs).toEqual([exec]);
  });

  it.each([
    ['OUTGOING', undefined, 'egress'],
    ['HOST', undefined, 'ingress'],
    [undefined, 'outbound', 'egress'],
    [undefined, 'inbound', 'ingress'],
  ] as const)('a connection with pktType %s and direction %s is %s', (pktType, direction, side) => {
    const recording = createRecording();
    const event = eventOf({ eventType: 'network', dstAddr: '192.0.2.1', dstPort: 1, proto: 'TCP', pktType, direction });
    recording.observe(event, []);
    const { egress, ingress } = recording.parts();
    expect({ egress, ingress }[side]).toHaveLength(1);
    expect([...(egress ?? []), ...(ingress ?? [])]).toHaveLength(1);
  });

  it('is read from its file as it was, whatever the names', () => {
    const recording = createRecording();
    const marks = [...'\u0001\u0007\t\n\r\u001b\u007f\u0085\u00a0\u2028\ufeff\ufffd😀"\'\\#:-?[]{},&*!|>%@` ⋯~=<'];
    const words = [
      '',
      'null',
      'true',
      'no',
      '0x1f',
      '1e3',
      '.inf',
      '2026-11-21',
      '<<',
      '---',
      '...',
      '%TAG',
      '12_3',
      '0o7',
      '1:30',
    ];
    for (const mark of [...marks.flatMap((one) => [one, `a${one}`, `${one} `, ` ${one}b`, `${one}${one}`]), ...words]) {
      recording.observe(eventOf({ exepath: `/bin/${mark}`, args: [mark, '', mark] }), []);
      recording.observe(eventOf({ eventType: 'open', path: `/srv/${mark}/${mark}`, flags: ['O_RDONLY'] }), []);
      recording.observe(eventOf({ eventType: 'dns', name: `${mark}.example.` }), []);
      recording.observe(eventOf({ eventType: 'symlink', comm: mark }), ['R1010']);
    }
    const profile: ContainerProfile = { status: 'ready', name: 'web', ...recording.parts() };
    const named: NamedProfile = { workload: 'web', containerName: 'app', profile };
    expect(profile.execs?.length).toBeGreaterThan(100);
    expect(parseProfiles(formatProfiles([named]), 'p.yaml')).toEqual({ profiles: [named], problems: [] });
  });

  it('stays bounded, whatever a container does', { timeout: 60_000 }, () => {
    const recording = createRecording();
    for (let index = 0; index < 30_000; index++) {
      const text = `${index}`;
      recording.observe(eventOf({ exepath: `/tmp/${text}`, args: ['a'.repeat(100), text] }), []);
      recording.observe(eventOf({ eventType: 'open', path: `/${index % 49}/${index % 47}/${text}/${text}` }), []);
      recording.observe(
        eventOf({ eventType: 'dns', name: `${text}.example.com.`, query: false, addresses: [text] }),
        [],
      );
      recording.observe(eventOf({ eventType: 'network', dstAddr: text, dstPort: index % 65_536, proto: 'TCP' }), []);
      recording.observe(eventOf({ eventType: 'syscall', syscallName: text }), []);
      recording.observe(eventOf({ eventType: 'capabilities', capName: text }), []);
      const request = { method: 'GET', path: `/${text}/${text}`, host: text };
      recording.observe(eventOf({ eventType: 'http', dstPort: index % 65_536, direction: 'inbound', request }), []);
      recording.observe(eventOf({ eventType: 'symlink', comm: text }), ['R1010', `R${text.padStart(4, '0')}`]);
    }
    expect([...recording.dropped].sort()).toEqual([
      ...['capabilities', 'egressAddresses', 'egressDomains', 'endpoints', 'execs', 'opens', 'syscalls'],
    ]);
    expect(JSON.stringify(recording.parts()).length).toBeLessThan(8 * 2 ** 20);
  });
});
