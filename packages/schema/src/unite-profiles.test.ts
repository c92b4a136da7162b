import { describe, expect, it } from 'vitest';
import type { ContainerProfile, NamedProfile } from './container-profile.ts';
import { uniteProfiles } from './unite-profiles.ts';

function named(profile: Partial<ContainerProfile>, more: Partial<NamedProfile> = {}): NamedProfile {
  return {
    namespace: 'shop',
    workload: 'web',
    containerName: 'nginx',
    profile: { status: 'ready', ...profile },
    ...more,
  };
}

function united(one: Partial<ContainerProfile>, other: Partial<ContainerProfile>) {
  return uniteProfiles(named(one), named(other)).profile;
}

describe('uniteProfiles', () => {
  it.each<[string, Partial<ContainerProfile>, Partial<ContainerProfile>, Partial<ContainerProfile>]>([
    ['names', { syscalls: ['read'] }, { syscalls: ['write', 'read'] }, { syscalls: ['read', 'write'] }],
    ['what one alone recorded', { capabilities: ['A'] }, { syscalls: [] }, { capabilities: ['A'], syscalls: [] }],
    [
      'executables, with and without arguments',
      { execs: [{ path: '/a', args: ['a'] }, { path: '/a' }] },
      {
        execs: [
          { path: '/a', args: ['a', 'b'] },
          { path: '/a', args: ['a'] },
        ],
      },
      { execs: [{ path: '/a', args: ['a'] }, { path: '/a' }, { path: '/a', args: ['a', 'b'] }] },
    ],
    [
      'flags of a path',
      { opens: [{ path: '/a', flags: ['O_RDONLY'] }] },
      { opens: [{ path: '/a', flags: ['O_WRONLY'] }, { path: '/b' }] },
      { opens: [{ path: '/a', flags: ['O_RDONLY', 'O_WRONLY'] }, { path: '/b' }] },
    ],
    [
      'methods and headers of an endpoint, by direction',
      { endpoints: [{ endpoint: ':80/', direction: 'inbound', methods: ['GET'], headers: { Host: ['a'] } }] },
      {
        endpoints: [
          { endpoint: ':80/', direction: 'inbound', methods: ['POST'], headers: { Host: ['b'], X: ['1'] } },
          { endpoint: ':80/', direction: 'outbound' },
        ],
      },
      {
        endpoints: [
          { endpoint: ':80/', direction: 'inbound', methods: ['GET', 'POST'], headers: { Host: ['a', 'b'], X: ['1'] } },
          { endpoint: ':80/', direction: 'outbound' },
        ],
      },
    ],
    [
      'ports of a neighbour',
      { egress: [{ ipAddresses: ['1.1.1.1'], ports: [{ protocol: 'TCP', port: 53 }] }] },
      { egress: [{ ipAddresses: ['1.1.1.1'], ports: [{ protocol: 'UDP', port: 53 }] }, { ipAddresses: ['2.2.2.2'] }] },
      {
        egress: [
          {
            ipAddresses: ['1.1.1.1'],
            ports: [
              { protocol: 'TCP', port: 53 },
              { protocol: 'UDP', port: 53 },
            ],
          },
          { ipAddresses: ['2.2.2.2'] },
        ],
      },
    ],
    [
      'policies of a rule',
      { rulePolicies: { R1000: { processAllowed: ['a'] } } },
      { rulePolicies: { R1000: { processAllowed: ['b'], containerAllowed: true }, R1001: {} } },
      { rulePolicies: { R1000: { processAllowed: ['a', 'b'], containerAllowed: true }, R1001: {} } },
    ],
    ['the more advanced status', { status: 'completed' }, { status: 'ready' }, { status: 'completed' }],
    ['partial before complete', { completion: 'complete' }, { completion: 'partial' }, { completion: 'partial' }],
    [
      'what both observed whole',
      { coverage: { execs: 'all', opens: 'all' } },
      { coverage: { opens: 'all', syscalls: 'all' } },
      { coverage: { opens: 'all' } },
    ],
  ])('unites %s', (_, one, other, expected) => {
    expect(united(one, other)).toEqual({ status: 'ready', ...expected });
  });

  it('keeps the longer time of learning, not the sum', () => {
    const state = { context: 'kubernetes', savedMs: 1, runningMs: 10, cleanRuns: 0, missed: ['start'] } as const;
    const one = named({}, { learning: state });
    const other = named({}, { learning: { ...state, savedMs: 2, runningMs: 7, cleanRuns: 1, missed: ['opens'] } });
    expect(uniteProfiles(one, other).learning).toEqual({
      ...{ context: 'kubernetes', savedMs: 2, runningMs: 10, cleanRuns: 1, missed: ['start', 'opens'] },
    });
  });

  it('is the same again when one of the two is united once more', () => {
    const [one, other] = [named({ syscalls: ['a'] }), named({ syscalls: ['b'], execs: [{ path: '/x' }] })];
    const once = uniteProfiles(one, other);
    expect(uniteProfiles(once, other)).toEqual(once);
  });
});
