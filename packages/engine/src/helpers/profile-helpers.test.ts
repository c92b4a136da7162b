import type { ContainerProfile } from '@rulelibrary/schema';
import { describe, expect, it } from 'vitest';
import { createProfileHelpers } from './ap.ts';
import { createNetworkHelpers } from './nn.ts';
import { createProfileIndexer } from './profile-index.ts';

const profile: ContainerProfile = {
  status: 'completed',
  capabilities: ['CAP_NET_ADMIN', 'SYS_PTRACE'],
  syscalls: ['bpf'],
  execs: [
    { path: '/usr/sbin/nginx', args: ['nginx', '-g', '⋯'] },
    { path: '/bin/any' },
    { path: '/opt/⋯/run', args: ['run'] },
    { path: '/bin/busybox', args: ['sh', '-c', '⋯⋯'] },
    { path: '/bin/dash', args: ['/bin/sh'] },
  ],
  opens: [
    { path: '/etc/⋯/token', flags: ['O_RDONLY', 'O_CLOEXEC'] },
    { path: '/var/log/*' },
    { path: '/run/secrets/token', flags: ['O_WRONLY'] },
  ],
  endpoints: [
    { endpoint: ':80/users/⋯', methods: ['GET', 'POST'], headers: { host: ['shop.example.com:80'] } },
    { endpoint: 'api.example.com:443/v1' },
  ],
  egress: [
    { ipAddresses: ['10.0.0.0/8'], dnsNames: ['*.example.com.'], ports: [{ protocol: 'TCP', port: 443 }] },
    { ipAddress: '192.0.2.7', dns: 'old.example.org', ports: [{ protocol: 'UDP', port: 53 }] },
  ],
  ingress: [{ ipAddresses: ['2001:db8::1'], dnsNames: ['in.example.net'], ports: [{ protocol: 'TCP', port: 80 }] }],
};

const indexOf = createProfileIndexer();
const find = (id: string) => (id === 'c' ? indexOf(profile) : undefined);
const ap = createProfileHelpers(find, () => ['/entry.sh']);
const nn = createNetworkHelpers(find);

describe('ap: holds what the profile has', () => {
  it.each<[string, (id: string) => boolean]>([
    ['executable by path', (id) => ap.wasExecuted(id, '/usr/sbin/nginx')],
    ['executable by pattern', (id) => ap.wasExecuted(id, '/opt/a/run')],
    ['name without a slash by argv[0]', (id) => ap.wasExecuted(id, 'nginx')],
    ['executable that the pod spec runs', (id) => ap.wasExecuted(id, '/entry.sh')],
    ['arguments', (id) => ap.wasExecutedWithArgs(id, '/usr/sbin/nginx', ['nginx', '-g', 'daemon off;'])],
    ['arguments by argv[0]', (id) => ap.wasExecutedWithArgs(id, 'sh', ['sh', '-c', 'a', 'b'])],
    ['any arguments where none were recorded', (id) => ap.wasExecutedWithArgs(id, '/bin/any', ['x', 'y'])],
    ['opened path', (id) => ap.wasPathOpened(id, '/var/log/a/b')],
    ['opened path with one of its flags', (id) => ap.wasPathOpenedWithFlags(id, '/etc/x/token', ['O_CLOEXEC'])],
    ['opened path with no flags wanted', (id) => ap.wasPathOpenedWithFlags(id, '/var/log/a', [])],
    ['suffix', (id) => ap.wasPathOpenedWithSuffix(id, '/token')],
    ['suffix as text, wildcard included', (id) => ap.wasPathOpenedWithSuffix(id, 'log/*')],
    ['prefix as text, wildcard included', (id) => ap.wasPathOpenedWithPrefix(id, '/etc/⋯')],
    ['system call', (id) => ap.wasSyscallUsed(id, 'bpf')],
    ['capability', (id) => ap.wasCapabilityUsed(id, 'CAP_NET_ADMIN')],
    ['capability recorded without CAP_', (id) => ap.wasCapabilityUsed(id, 'CAP_SYS_PTRACE')],
    ['endpoint', (id) => ap.wasEndpointAccessed(id, ':80/users/12')],
    ['endpoint with method', (id) => ap.wasEndpointAccessedWithMethod(id, ':80/users/12', 'POST')],
    ['endpoint with any of the methods', (id) => ap.wasEndpointAccessedWithMethods(id, ':80/users/12', ['PUT', 'GET'])],
    ['endpoint prefix', (id) => ap.wasEndpointAccessedWithPrefix(id, ':80/us')],
    ['endpoint suffix', (id) => ap.wasEndpointAccessedWithSuffix(id, '/⋯')],
    ['host in a header', (id) => ap.wasHostAccessed(id, 'shop.example.com')],
    ['host before the port', (id) => ap.wasHostAccessed(id, 'API.example.com.')],
  ])('%s; nothing without a profile', (_, ask) => {
    expect(ask('c')).toBe(true);
    expect(ask('other')).toBe(false);
  });
});

describe('ap: holds nothing else', () => {
  it.each<[string, boolean]>([
    ['another executable', ap.wasExecuted('c', '/usr/sbin/nginx2')],
    ['a path that equals argv[0]', ap.wasExecuted('c', '/nginx')],
    ['a path with a slash by argv[0]', ap.wasExecuted('c', '/bin/sh')],
    ['other arguments', ap.wasExecutedWithArgs('c', '/usr/sbin/nginx', ['nginx', '-s', 'stop'])],
    ['arguments of another executable', ap.wasExecutedWithArgs('c', '/bin/busybox', ['run'])],
    ['spec executable by arguments', ap.wasExecutedWithArgs('c', '/entry.sh', ['/entry.sh'])],
    ['the directory itself', ap.wasPathOpened('c', '/var/log')],
    ['flags of two entries together', ap.wasPathOpenedWithFlags('c', '/run/secrets/token', ['O_RDONLY', 'O_WRONLY'])],
    ['flags where none were recorded', ap.wasPathOpenedWithFlags('c', '/var/log/a', ['O_RDONLY'])],
    ['another suffix', ap.wasPathOpenedWithSuffix('c', '/tokens')],
    ['a prefix of the pattern’s matches', ap.wasPathOpenedWithPrefix('c', '/etc/x')],
    ['another system call', ap.wasSyscallUsed('c', 'bpf2')],
    ['another capability', ap.wasCapabilityUsed('c', 'CAP_SYS_ADMIN')],
    ['another endpoint', ap.wasEndpointAccessed('c', ':80/users')],
    ['another port', ap.wasEndpointAccessed('c', ':81/users/1')],
    ['another method', ap.wasEndpointAccessedWithMethod('c', ':80/users/1', 'DELETE')],
    ['a method where none was recorded', ap.wasEndpointAccessedWithMethod('c', 'api.example.com:443/v1', 'GET')],
    ['no method at all', ap.wasEndpointAccessedWithMethods('c', ':80/users/1', [])],
    ['another endpoint suffix', ap.wasEndpointAccessedWithSuffix('c', '/users')],
    ['another host', ap.wasHostAccessed('c', 'example.com')],
    ['no host', ap.wasHostAccessed('c', '')],
  ])('not %s', (_, answer) => {
    expect(answer).toBe(false);
  });
});

describe('nn', () => {
  it.each<[string, (id: string) => boolean]>([
    ['egress address by CIDR', (id) => nn.wasAddressInEgress(id, '10.9.9.9')],
    ['single egress address', (id) => nn.wasAddressInEgress(id, '::ffff:192.0.2.7')],
    ['ingress address', (id) => nn.wasAddressInIngress(id, '2001:db8:0::1')],
    ['egress domain', (id) => nn.isDomainInEgress(id, 'WWW.example.com')],
    ['single egress domain', (id) => nn.isDomainInEgress(id, 'old.example.org.')],
    ['ingress domain', (id) => nn.isDomainInIngress(id, 'in.example.net.')],
    ['egress tuple', (id) => nn.wasTupleInEgress(id, '10.1.1.1', 443n, 'tcp')],
    ['ingress tuple', (id) => nn.wasTupleInIngress(id, '2001:db8::1', 80n, 'TCP')],
  ])('%s; nothing without a profile', (_, ask) => {
    expect(ask('c')).toBe(true);
    expect(ask('other')).toBe(false);
  });

  it.each<[string, boolean]>([
    ['ingress address in egress', nn.wasAddressInEgress('c', '2001:db8::1')],
    ['egress address in ingress', nn.wasAddressInIngress('c', '10.9.9.9')],
    ['ingress domain in egress', nn.isDomainInEgress('c', 'in.example.net')],
    ['egress domain in ingress', nn.isDomainInIngress('c', 'www.example.com')],
    ['address and port of two neighbours', nn.wasTupleInEgress('c', '10.1.1.1', 53n, 'UDP')],
    ['another protocol', nn.wasTupleInEgress('c', '10.1.1.1', 443n, 'UDP')],
    ['another port', nn.wasTupleInIngress('c', '2001:db8::1', 81n, 'TCP')],
  ])('not %s', (_, answer) => {
    expect(answer).toBe(false);
  });
});
