import { readFile } from 'node:fs/promises';
import { expect, it, onTestFinished } from 'vitest';
import { openCluster } from '../src/cluster/open-cluster.ts';
import { describeCluster } from './cluster/describe-cluster.ts';
import { missingForPods } from './cluster/pod-image.ts';
import { openPodRunner } from './cluster/pod-runner.ts';
import { openClient } from './open-client.ts';

await describeCluster(
  'a pod with a container',
  (cluster) => {
    it('is an object of the node and a process in the cgroup that kubelet would give it', async () => {
      await cluster().createNamespace('shop');
      const runner = await openPodRunner(cluster());
      onTestFinished(() => runner.close());
      const pod = await runner.run({ namespace: 'shop', name: 'web', node: 'node-1', labels: { app: 'web' } });
      expect(await readFile(`/proc/${pod.pid}/cgroup`, 'utf8')).toContain(
        `/kubepods/besteffort/pod${pod.uid}/${pod.containerId}`,
      );
      expect(await runner.exec(pod.containerId, 'cat /etc/passwd')).toBe('root:x:0:0:root:/:/bin/sh\n');
      const client = await openClient(cluster());
      const opened = openCluster({ client, nodeName: 'node-1', random: Math.random, now: () => performance.now() });
      onTestFinished(() => opened.stop());
      opened.start({ changed: () => undefined, said: () => undefined });
      await opened.synced();
      expect(opened.pod({ namespace: 'shop', name: 'web', uid: pod.uid })?.labels).toEqual({ app: 'web' });
      await runner.remove(pod.containerId);
      await expect(readFile(`/proc/${pod.pid}/cgroup`, 'utf8')).rejects.toThrow('ENOENT');
    }, 180_000);
  },
  missingForPods(),
);
