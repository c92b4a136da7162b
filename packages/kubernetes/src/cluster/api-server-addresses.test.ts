import { expect, it } from 'vitest';
import { kinds } from '../objects/kinds.ts';
import { addressesOf } from './api-server-addresses.ts';

const metadata = { name: 'kubernetes' };

it.each([
  [
    'both addresses of a Service',
    kinds.services,
    { spec: { clusterIP: '10.0.0.1', clusterIPs: ['10.0.0.1', 'fd00::1'] } },
    ['10.0.0.1', '10.0.0.1', 'fd00::1'],
  ],
  ['none of a headless one', kinds.services, { spec: { clusterIP: 'None' } }, []],
  [
    'those of an EndpointSlice',
    kinds.endpointSlices,
    { endpoints: [{ addresses: ['192.0.2.1'] }, { addresses: ['192.0.2.2'] }] },
    ['192.0.2.1', '192.0.2.2'],
  ],
  ['none of one without endpoints', kinds.endpointSlices, { endpoints: null }, []],
])('reads %s', (_, resource, object, expected) => {
  expect(addressesOf(resource, { metadata, ...object })).toEqual(expected);
});
