import { describe, expect, it } from 'vitest';
import { createNeighborIndex } from '../helpers/neighbor-index.ts';
import { createNeighborRecorder } from './record-neighbors.ts';

const limits = { maxAddresses: 3, maxDomains: 3, isPrivate: (address: string) => address.startsWith('10.') };

describe('neighbours', () => {
  it('are known by address, port, protocol and the name that an answer gave', () => {
    const recorder = createNeighborRecorder(limits);
    recorder.addDomain('API.example.com');
    recorder.resolve('api.example.com.', ['192.0.2.1', '192.0.2.2']);
    recorder.addAddress('192.0.2.1', 443, 'TCP');
    recorder.addAddress('192.0.2.2', 443, 'TCP');
    recorder.addAddress('10.0.0.53', 53, 'UDP');
    recorder.addDomain('unused.example.org.');
    expect(recorder.list()).toEqual([
      { identifier: '10.0.0.53 UDP/53', type: 'internal', ipAddresses: ['10.0.0.53'], ports: [port('UDP', 53)] },
      {
        identifier: 'api.example.com. TCP/443',
        type: 'external',
        dnsNames: ['api.example.com.'],
        ipAddresses: ['192.0.2.1', '192.0.2.2'],
        ports: [port('TCP', 443)],
      },
      { identifier: 'names', type: 'external', dnsNames: ['unused.example.org.'] },
    ]);
  });

  it('of different ports are not joined: no tuple is known that nobody used', () => {
    const recorder = createNeighborRecorder(limits);
    recorder.resolve('a.', ['192.0.2.1', '192.0.2.2']);
    recorder.addAddress('192.0.2.1', 443, 'TCP');
    recorder.addAddress('192.0.2.2', 80, 'TCP');
    const index = createNeighborIndex(recorder.list());
    const has = (address: string, number: number) => index.hasTuple(address, number, 'TCP');
    expect([has('192.0.2.1', 443), has('192.0.2.1', 80), has('192.0.2.2', 80)]).toEqual([true, false, true]);
  });

  it('an answer alone is no contact', () => {
    const recorder = createNeighborRecorder(limits);
    recorder.resolve('a.', ['192.0.2.1']);
    expect(recorder.list()).toEqual([]);
  });

  it('are as many as they may, and not one more', () => {
    const recorder = createNeighborRecorder(limits);
    const addresses = [1, 2, 3, 4, 1].map((last) => recorder.addAddress(`192.0.2.${last}`, 80, 'TCP'));
    expect(addresses).toEqual(['new', 'new', 'new', 'no-room', 'known']);
    expect(['a', 'b', 'c', 'd', 'a'].map((name) => recorder.addDomain(name))).toEqual(addresses);
    const ports = Array.from({ length: 101 }, (_, index) => recorder.addAddress('192.0.2.1', 1 + index, 'UDP'));
    // One is taken already.
    expect(ports.filter((addition) => addition === 'no-room')).toHaveLength(2);
  });

  it.each(['*', '*.example.com', 'a.⋯.b', '', '.'])(
    'domain "%s" is not taken for a pattern, nor for a name',
    (name) => {
      const recorder = createNeighborRecorder(limits);
      recorder.resolve(name, ['192.0.2.1']);
      expect([recorder.addDomain(name), recorder.list()]).toEqual(['no-room', []]);
    },
  );

  it('are restored as they were, patterns included', () => {
    const neighbors = [
      {
        identifier: '*.a. UDP/1',
        type: 'external',
        dnsNames: ['*.a.'],
        ipAddresses: ['192.0.2.0/24'],
        ports: [port('UDP', 1)],
      },
      { identifier: 'names', type: 'external', dnsNames: ['b.⋯.', 'c.'] },
    ] as const;
    const recorder = createNeighborRecorder(limits);
    recorder.restore(neighbors);
    expect(recorder.list()).toEqual(neighbors);
  });
});

function port(protocol: string, number: number) {
  return { name: `${protocol}-${number}`, protocol, port: number };
}
