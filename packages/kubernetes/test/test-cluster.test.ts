import { expect, it } from 'vitest';
import { describeCluster } from './cluster/describe-cluster.ts';
import { advertisedAddress } from './cluster/test-cluster.ts';

await describeCluster('the test cluster', (cluster) => {
  it('keeps what it was told while its API server is gone, and forgets it when etcd is wiped', async () => {
    await cluster().createNamespace('kept', { team: 'a' });
    await cluster().stopApiServer();
    await expect(cluster().kubectl('get', 'namespaces')).rejects.toThrow('refused');
    await cluster().startApiServer();
    expect(await cluster().kubectl('get', 'namespaces', '-l', 'team=a', '-o', 'name')).toBe('namespace/kept\n');
    await cluster().wipe();
    expect(await cluster().kubectl('get', 'namespaces', '-l', 'team=a', '-o', 'name')).toBe('');
  }, 120_000);

  it('names an address of the API server that is not loopback', async () => {
    const path = 'jsonpath={.items[*].endpoints[*].addresses[*]}';
    // Written by the API server itself, a moment after it is ready.
    await expect
      .poll(() => cluster().kubectl('get', 'endpointslices', '-n', 'default', '-o', path), { timeout: 30_000 })
      .toBe(advertisedAddress);
  }, 60_000);
});
