import { randomBytes } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { imageName, makeImage, makeRootfs } from './container-image.ts';
import { missingContainerTools, toolPath } from './container-tools.ts';
import { type ContainerdRuntime, createContainerdRuntime } from './containerd-runtime.ts';
import { describeLive } from './live-kernel.ts';
import { runProgram } from './run-program.ts';
import { createRuncRuntime, type RuncRuntime } from './runc-runtime.ts';
import { type ContainerWatch, watchContainers } from './watch-containers.ts';
import { makeFolder, removeFolder, workloadPath } from './workload.ts';

const shortLived = 50;

describeLive(
  'containers are found',
  () => {
    let folder: string;
    let runc: RuncRuntime;
    let containerd: ContainerdRuntime;
    let watch: ContainerWatch | undefined;

    beforeAll(async () => {
      folder = makeFolder();
      const shared = path.join(folder, 'shared');
      mkdirSync(shared);
      const rootfs = makeRootfs(folder);
      const mounts = { workloads: path.dirname(workloadPath('exec')), shared };
      runc = createRuncRuntime(folder, rootfs, mounts);
      containerd = await createContainerdRuntime(folder, await makeImage(folder, rootfs), mounts);
    }, 180_000);

    afterEach(() => {
      watch?.stop();
      watch = undefined;
    });

    afterAll(async () => {
      await containerd?.close();
      removeFolder(folder);
    });

    it.each([
      { watchStarts: true, withEvents: true },
      { watchStarts: false, withEvents: true },
      { watchStarts: true, withEvents: false },
    ])(
      'run by runc: $watchStarts, $withEvents',
      async (means) => {
        watch = watchContainers({ ...means, reconcileMs: 200 });
        const id = containerId();
        const script = 'busybox sleep 1; exit 3';
        const run = runc.run(id, script).catch(() => {});
        const container = await watch.until(id);
        expect(container).toMatchObject({
          ...{ id, runtime: 'runc', bundle: path.join(folder, id), wasRunning: false },
          ...{ command: ['/bin/sh', '-c', script], environment: { TERM: 'xterm' } },
        });
        expect(container.mountPaths).toEqual(expect.arrayContaining(['/proc', '/workloads', '/shared']));
        await run;
        const end = await watch.untilRemoved(id);
        expect(end.exitCode).toBe(means.withEvents ? 3 : undefined);
        expect(watch.added.filter((each) => each.id === id)).toHaveLength(1);
      },
      60_000,
    );

    it('created by runc: before it is started', async () => {
      watch = watchContainers();
      const id = containerId();
      const bundle = await runc.prepare(id, 'exec busybox sleep 1');
      await detached('runc', ['create', '--bundle', bundle, '--pid-file', path.join(bundle, 'pid'), id]);
      const container = await watch.until(id);
      expect(container.pid).toBe(Number(readFileSync(path.join(bundle, 'pid'), 'utf8')));
      expect(container).toMatchObject({
        bundle,
        wasRunning: false,
        command: ['/bin/sh', '-c', 'exec busybox sleep 1'],
      });
      await runProgram('runc', ['start', id]);
      expect(await watch.untilRemoved(id)).toMatchObject({ exitCode: 0 });
      await runProgram('runc', ['delete', id]);
    }, 60_000);

    it('run by containerd: with what its socket says', async () => {
      watch = watchContainers({ containerdSocket: containerd.address });
      const id = containerId();
      const labels = { 'io.kubernetes.pod.name': 'web-1', 'io.kubernetes.pod.namespace': 'shop', app: 'web' };
      const given = Object.entries(labels).flatMap(([name, value]) => ['--label', `${name}=${value}`]);
      const run = containerd.ctr('run', '--rm', ...given, imageName, id, '/bin/sh', '-c', 'busybox sleep 2');
      const container = await watch.until(id, ({ imageDigest }) => imageDigest !== undefined);
      expect(container).toMatchObject({ image: imageName, labels, runtime: 'runc', wasRunning: false });
      expect(container.imageDigest).toMatch(/^sha256:[0-9a-f]{64}$/);
      expect(container.bundle).toMatch(new RegExp(`/${id}$`));
      expect(watch.added.find((each) => each.id === id)?.command).toEqual(['/bin/sh', '-c', 'busybox sleep 2']);
      await run;
      expect(await watch.untilRemoved(id)).toMatchObject({ exitCode: 0 });
      expect(watch.discovery.stats().unanswered).toBe(0);
    }, 60_000);

    it(`${shortLived} at a time that live for 20 ms, with all that their bundles say`, async () => {
      watch = watchContainers();
      const ids = Array.from({ length: shortLived }, containerId);
      await runc.runTogether(ids, 'exec busybox sleep 0.02');
      await Promise.all(ids.map((id) => watch?.untilRemoved(id)));
      const ours = watch.added.filter(({ id }) => ids.includes(id));
      expect(ours.map(({ id }) => id).sort()).toEqual([...ids].sort());
      expect(new Set(ours.map(({ command, wasRunning }) => `${command?.at(-1)} ${wasRunning}`))).toEqual(
        new Set(['exec busybox sleep 0.02 false']),
      );
      const ends = watch.removed.filter(({ id }) => ids.includes(id));
      expect(ends.map(({ exitCode }) => exitCode)).toEqual(ids.map(() => 0));
    }, 240_000);

    it('that run already', async () => {
      const id = containerId();
      const run = runc.run(id, 'exec busybox sleep 30').catch(() => {});
      watch = watchContainers();
      await watch.until(id);
      watch.stop();
      watch = watchContainers();
      // Before start returns.
      expect(watch.added.find((each) => each.id === id)).toMatchObject({
        ...{ wasRunning: true, bundle: path.join(folder, id), runtime: 'runc' },
        command: ['/bin/sh', '-c', 'exec busybox sleep 30'],
      });
      await runProgram('runc', ['kill', id, 'KILL']);
      expect(await watch.untilRemoved(id)).toMatchObject({ exitCode: 137 });
      await run;
    }, 60_000);

    it.each(['gone', 'too long', 'no JSON'])(
      'whose configuration is %s: with their id',
      async (what) => {
        const id = containerId();
        const run = runc.run(id, 'exec busybox sleep 30').catch(() => {});
        watch = watchContainers();
        await watch.until(id);
        watch.stop();
        const config = path.join(folder, id, 'config.json');
        if (what === 'gone') rmSync(config);
        else
          writeFileSync(
            config,
            what === 'too long' ? readFileSync(config, 'utf8') + ' '.repeat(2 ** 20) : '{"process":',
          );
        watch = watchContainers();
        const { pid, ...found } = await watch.until(id);
        expect(found).toMatchObject({ id, wasRunning: true });
        expect(found.command).toBeUndefined();
        expect(watch.discovery.stats().unreadableBundles).toBeGreaterThanOrEqual(1);
        process.kill(pid, 'SIGKILL');
        await run;
      },
      60_000,
    );

    it('of a runtime that is installed later', async () => {
      const installed = path.join(folder, 'installed/runc');
      mkdirSync(path.dirname(installed));
      watch = watchContainers({ withEvents: false, runtimePaths: [installed], reconcileMs: 100 });
      copyFileSync(toolPath('runc') as string, installed);
      const before = watch.discovery.stats().watch.permissions;
      const id = containerId();
      const bundle = await runc.prepare(id, 'exec busybox sleep 1');
      await runProgram('sh', ['-c', 'sleep 0.5; exec "$@"', 'sh', installed, 'run', '--bundle', bundle, id]);
      expect(await watch.until(id)).toMatchObject({ bundle, wasRunning: false, runtime: 'runc' });
      expect(watch.discovery.stats().watch.permissions).toBeGreaterThan(before);
    }, 60_000);
  },
  missingContainerTools(),
);

/** Runs a program whose children keep its output open. */
async function detached(program: string, args: readonly string[]): Promise<void> {
  await runProgram('sh', ['-c', 'exec "$@" </dev/null >/dev/null 2>&1', 'sh', program, ...args]);
}

/** No 64 hexadecimal digits: what such ids are told by is tried without containers. */
function containerId(): string {
  return `rulelib-live-${randomBytes(6).toString('hex')}`;
}
