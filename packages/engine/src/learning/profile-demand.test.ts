import type { ContainerProfile, ProfileCoverage } from '@rulelibrary/schema';
import { describe, expect, it } from 'vitest';
import { ruleOf } from '../fixtures.test.support.ts';
import { keepDemanded } from './keep-demanded.ts';
import { covers, demandOf, joinDemands } from './profile-demand.ts';

describe('what a rule reads of a profile', () => {
  it.each<[string, Parameters<typeof ruleOf>[0], ProfileCoverage]>([
    ['nothing', {}, {}],
    ['a part that it does not declare', { on: { exec: "ap.was_executed('c', '/a')" } }, { execs: 'all' }],
    [
      'what it declares',
      { on: { open: "ap.was_path_opened('c', '/a')" }, profileDataRequired: { opens: [{ exact: '/a' }] } },
      { opens: [{ exact: '/a' }] },
    ],
    ['not what it declares and does not read', { profileDataRequired: { opens: 'all' } }, {}],
    ['by the alias', { on: { dns: "cp.is_domain_in_egress('c', 'a')" } }, { egressDomains: 'all' }],
    ['in its message', { message: "string(ap.was_syscall_used('c', 'bpf'))" }, { syscalls: 'all' }],
    [
      'in the steps of a sequence',
      {
        sequence: {
          window: '1m',
          by: 'container',
          steps: [
            { id: 'a', eventType: 'exec', expression: "ap.was_executed('c', '/a')" },
            { id: 'b', eventType: 'network', expression: "nn.was_address_in_egress('c', '::')" },
          ],
        },
      },
      { execs: 'all', egressAddresses: 'all' },
    ],
  ])('%s', (_, rule, expected) => {
    expect(demandOf(ruleOf(rule))).toEqual(expected);
  });

  it('several read what any of them reads', () => {
    const demands = [
      { opens: [{ prefix: '/a' }] },
      { opens: [{ suffix: 'b' }], execs: 'all' },
      { execs: [{ exact: 'x' }] },
    ];
    expect(joinDemands(demands as ProfileCoverage[])).toEqual({
      opens: [{ prefix: '/a' }, { suffix: 'b' }],
      execs: 'all',
    });
  });
});

describe('covered', () => {
  it.each<[ProfileCoverage | undefined, ProfileCoverage, boolean]>([
    [undefined, { opens: 'all' }, true],
    [{ opens: 'all' }, { opens: 'all' }, true],
    [{ opens: 'all' }, { opens: [{ exact: '/a' }] }, true],
    [{ opens: 'all' }, { execs: 'all' }, false],
    [{}, {}, true],
    [{}, { opens: [{ exact: '/a' }] }, false],
    [{ opens: [{ prefix: '/a' }] }, { opens: 'all' }, false],
    [{ opens: [{ prefix: '/a' }] }, { opens: [{ prefix: '/a/b' }, { exact: '/ab' }] }, true],
    [{ opens: [{ prefix: '/a' }] }, { opens: [{ prefix: '/a/b' }, { exact: '/b' }] }, false],
    [{ opens: [{ prefix: '/a/' }] }, { opens: [{ prefix: '/a' }] }, false],
    [{ opens: [{ suffix: '/a' }] }, { opens: [{ suffix: '/x/a' }, { exact: '/a' }] }, true],
    [{ opens: [{ suffix: '/a' }] }, { opens: [{ prefix: '/a' }] }, false],
    [{ opens: [{ contains: 'a' }] }, { opens: [{ prefix: '/a' }, { suffix: 'xax' }, { contains: 'aa' }] }, true],
    [{ opens: [{ exact: '/a' }] }, { opens: [{ exact: '/a' }] }, true],
    [{ opens: [{ exact: '/a' }] }, { opens: [{ prefix: '/a' }] }, false],
  ])('by %j: %j, %s', (held, needed, expected) => {
    expect(covers(held, needed)).toBe(expected);
  });
});

describe('what is held of a profile', () => {
  const profile: ContainerProfile = {
    status: 'completed',
    completion: 'complete',
    coverage: {
      opens: 'all',
      execs: 'all',
      syscalls: 'all',
      capabilities: 'all',
      egressDomains: 'all',
      egressAddresses: 'all',
    },
    name: 'web',
    execs: [{ path: '/bin/a', args: ['a'] }, { path: '/bin/b' }],
    opens: [{ path: '/etc/shadow' }, { path: '/etc/⋯' }, { path: '/var/token' }, { path: '/x' }],
    syscalls: ['bpf', 'read'],
    capabilities: ['CAP_BPF', 'KILL'],
    endpoints: [],
    rulePolicies: { R1010: { processAllowed: ['ln'] } },
    egress: [{ dnsNames: ['a.'] }],
    ingress: [],
  };

  it('is what rules read, and it covers no more', () => {
    const demand: ProfileCoverage = {
      opens: [{ prefix: '/etc/shadow' }, { suffix: '/token' }],
      syscalls: [{ exact: 'bpf' }],
      capabilities: [{ exact: 'CAP_KILL' }],
      egressDomains: 'all',
      endpoints: 'all',
    };
    expect(keepDemanded(profile, demand)).toEqual({
      status: 'completed',
      completion: 'complete',
      coverage: {
        opens: demand.opens,
        syscalls: demand.syscalls,
        capabilities: demand.capabilities,
        egressDomains: 'all',
      },
      name: 'web',
      opens: [{ path: '/etc/shadow' }, { path: '/etc/⋯' }, { path: '/var/token' }],
      syscalls: ['bpf'],
      capabilities: ['KILL'],
      endpoints: [],
      egress: profile.egress,
      rulePolicies: profile.rulePolicies,
    });
  });

  it('covers everything asked for when it was given without saying what it covers', () => {
    const { coverage: _, ...given } = profile;
    expect(keepDemanded(given, { opens: 'all', ingressDomains: [{ exact: 'a' }] }).coverage).toEqual({
      opens: 'all',
      ingressDomains: 'all',
    });
  });
});
