import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeImage, makeRootfs } from './container-image.ts';
import type { ContainerRuntime } from './container-runtime.ts';
import { missingContainerTools } from './container-tools.ts';
import { createContainerdRuntime } from './containerd-runtime.ts';
import { describeLive } from './live-kernel.ts';
import { mountOverlay, unmount } from './overlay-root.ts';
import { createRuncRuntime } from './runc-runtime.ts';
import { joinByVeth } from './veth-pair.ts';
import { type KernelWatch, type SeenEvent, watchKernel } from './watch-kernel.ts';
import { makeFolder, removeFolder, workloadPath } from './workload.ts';

const [clientAddress, serverAddress] = ['10.213.77.1', '10.213.77.2'];

describeLive(
  'in real containers',
  () => {
    let folder: string;
    let shared: string;
    let overlay: string;
    let runc: ContainerRuntime;
    let containerd: ContainerRuntime;
    let watch: KernelWatch;

    beforeAll(async () => {
      folder = makeFolder();
      shared = path.join(folder, 'shared');
      mkdirSync(shared);
      const rootfs = makeRootfs(folder);
      const mounts = { workloads: path.dirname(workloadPath('exec')), shared };
      overlay = mountOverlay(folder, rootfs);
      runc = createRuncRuntime(folder, overlay, mounts);
      containerd = await createContainerdRuntime(folder, await makeImage(folder, rootfs), mounts);
    }, 180_000);

    afterAll(async () => {
      await containerd?.close();
      if (overlay) unmount(overlay);
      removeFolder(folder);
    });

    /** What containers did, in order. */
    async function eventsOf(ids: readonly string[], act: () => Promise<unknown>): Promise<readonly SeenEvent[]> {
      watch = await watchKernel({}, (event) => ids.includes(event.containerId as string));
      try {
        await act();
        await watch.settle();
      } finally {
        watch.stop();
      }
      return watch.events;
    }

    it.each(['runc', 'containerd'])(
      'a program of the image is told from a dropped one: %s',
      async (name) => {
        const id = containerId();
        const runtime = name === 'runc' ? runc : containerd;
        const script =
          'busybox true; busybox cp /bin/busybox /tmp/busybox; /tmp/busybox true; /tmp/busybox sh -c "/bin/busybox true; :"';
        const events = await eventsOf([id], () => runtime.run(id, script));
        const execs = events.filter(({ eventType }) => eventType === 'exec').slice(-5);
        const layers = execs.map((event) => [event['exepath'], event['upperlayer'], event['pupperlayer']]);
        expect(layers).toEqual([
          ['/bin/busybox', false, false],
          ['/bin/busybox', false, false],
          ['/tmp/busybox', true, false],
          ['/tmp/busybox', true, false],
          ['/bin/busybox', false, true],
        ]);
      },
      60_000,
    );

    it.each(['runc', 'containerd'])(
      'opens are told by where the file is in the container: %s',
      async (name) => {
        const id = containerId();
        const runtime = name === 'runc' ? runc : containerd;
        writeFileSync(path.join(shared, id), '');
        const script = [
          'busybox mkdir /tmp/memory && busybox mount -t tmpfs none /tmp/memory && : > /tmp/memory/own',
          `busybox ln -s /shared /tmp/way && busybox ln -s way/${id} /tmp/link`,
          'busybox mkdir /tmp/again && busybox mount --bind /tmp/memory /tmp/again',
          `busybox cat /shared/${id} /tmp/memory/own /tmp/link /tmp/again/own /proc/self/root/shared/${id}`,
        ];
        const events = await eventsOf([id], () => runtime.run(id, script.join('\n')));
        const opens = events.filter(
          (event) => event.eventType === 'open' && (event['args'] as string[])[0] === 'busybox',
        );
        const paths = opens.map((event) => event['path']).filter((file) => /own$|rulelib-live/.test(String(file)));
        expect(paths).toEqual([`/shared/${id}`, '/tmp/memory/own', `/shared/${id}`, '/tmp/again/own', `/shared/${id}`]);
      },
      60_000,
    );

    it('what passes a pair of veth is told of both ends, each with its container', async () => {
      const [client, server] = [containerId(), containerId()] as const;
      const wait = `while ! busybox ip link show veth0 >/dev/null 2>&1; do busybox sleep 0.1; done
        busybox ip link set lo up; busybox ip addr add "$ADDRESS/24" dev veth0; busybox ip link set veth0 up`;
      const serve = `busybox httpd -p 80 -h /shared; while [ ! -e /shared/${client} ]; do busybox sleep 0.1; done`;
      const ask = `for i in 1 2 3 4 5 6 7 8 9; do
          busybox wget -q -O /dev/null http://${serverAddress}/${server} && break; busybox sleep 0.5; done
        busybox timeout 1 busybox nslookup asked.example.test ${serverAddress}; : > /shared/${client}`;
      writeFileSync(path.join(shared, server), 'served');
      const events = await eventsOf([client, server], async () => {
        const runs = [
          runc.run(server, `ADDRESS=${serverAddress}; ${wait}; ${serve}`),
          runc.run(client, `ADDRESS=${clientAddress}; ${wait}; ${ask}`),
        ];
        await joinByVeth(client, server);
        await Promise.all(runs);
      });
      const of = (id: string, type: string) =>
        events.filter((event) => event['containerId'] === id && event.eventType === type);
      const ends = (event: SeenEvent) => [event['direction'], event['dstAddr'] ?? event['dstIp'], event['dstPort']];
      expect(of(client, 'network').map(ends)).toContainEqual(['outbound', serverAddress, 80]);
      expect(of(server, 'network').map(ends)).toContainEqual(['inbound', clientAddress, expect.any(Number)]);
      expect(of(client, 'http').map(ends)).toContainEqual(['outbound', serverAddress, 80]);
      expect(of(server, 'http').map(ends)).toContainEqual(['inbound', serverAddress, 80]);
      const asked = of(client, 'dns').map((event) => [event['name'], event['dstIp'], event['query']]);
      expect(asked).toContainEqual(['asked.example.test.', serverAddress, true]);
    }, 90_000);
  },
  missingContainerTools(),
);

/** No 64 hexadecimal digits: what such ids are told by is tried without containers. */
function containerId(): string {
  return `rulelib-live-${randomBytes(6).toString('hex')}`;
}
