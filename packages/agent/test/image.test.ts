import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { root } from './test-cluster.ts';

const folder = join(root, 'packages/agent/image');
const dockerfile = readFileSync(join(folder, 'Dockerfile'), 'utf8');
const instructions = dockerfile.split('\n').filter((line) => /^[A-Z]/.test(line));

describe('the Dockerfile', () => {
  it('copies what is there', () => {
    const sources = instructions
      .filter((line) => line.startsWith('COPY ') && !line.includes('--from='))
      .flatMap((line) => line.split(' ').slice(1, -1));
    expect(sources.length).toBeGreaterThan(5);
    for (const source of sources) expect(existsSync(join(root, source)), source).toBe(true);
  });

  it('copies from stages that it has', () => {
    const stages = instructions.flatMap((line) => /^FROM .* AS (\w+)$/.exec(line)?.[1] ?? []);
    const used = [...dockerfile.matchAll(/--from=(\w+)/g)].map(([, stage]) => stage);
    expect([...new Set(used)].sort()).toEqual(stages.sort());
  });

  it('names no registry, and nothing that changes under it', () => {
    const images = instructions.flatMap((line) => /^FROM (?:--\S+ )?(\S+)/.exec(line)?.[1] ?? []);
    for (const image of images) expect(image).toMatch(/^(scratch|[a-z]+:[\w.-]+)$/);
    expect(images).not.toContain('node:latest');
  });

  it('has what the chart runs: the arguments of its containers after the entry point', () => {
    expect(dockerfile).toContain('/app/node_modules/@rulelibrary/agent/rulelib-agent.js');
    const chart = join(root, 'charts/kubescape-operator/templates');
    for (const [file, name] of [
      ['node-agent/daemonset.yaml', 'agent'],
      ['operator/deployment.yaml', 'operator'],
    ] as const) {
      expect(readFileSync(join(chart, file), 'utf8')).toContain(`args: [${name}, --config, /etc/rulelib/config.json]`);
    }
  });
});

/** What the stages of the Dockerfile do, by hand: a root of a file system, and Node's path in it. */
async function buildRoot(): Promise<{ readonly fileSystem: string; readonly node: string }> {
  const fileSystem = mkdtempSync(join(tmpdir(), 'agent-image-'));
  onTestFinished(() => rmSync(fileSystem, { recursive: true }));
  const run = promisify(execFile);
  await run('sh', [join(folder, 'collect-program.sh'), process.execPath, fileSystem]);
  await run(process.execPath, [join(folder, 'assemble-tree.mjs'), join(fileSystem, 'app')]);
  return { fileSystem, node: process.execPath };
}

const isRoot = process.getuid?.() === 0;
const isBuilt = existsSync(join(root, 'packages/agent/dist/main.js'));

it.skipIf(!isRoot || !isBuilt)(
  'the same steps by hand give a tree that runs with nothing beside it',
  async () => {
    const { fileSystem, node } = await buildRoot();
    const entry = '/app/node_modules/@rulelibrary/agent/rulelib-agent.js';
    const start = (...args: readonly string[]) => {
      try {
        execFileSync('chroot', [fileSystem, node, entry, ...args], {
          env: { PATH: process.env['PATH'] },
          encoding: 'utf8',
          stdio: 'pipe',
        });
        return { code: 0, stderr: '' };
      } catch (error) {
        const { status, stderr } = error as { readonly status: number; readonly stderr: string };
        return { code: status, stderr };
      }
    };
    expect(start('agent', '--config', '/none')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('/none:1:1: Cannot read the configuration'),
    });
    // Everything is loaded by then, the native half included: what is missing is the kernel's /sys.
    writeFileSync(join(fileSystem, 'config.json'), '{"kubernetesMode": false, "stateDirectory": "/tmp/state"}');
    expect(start('agent', '--config', '/config.json')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Cannot watch this kernel: it has no /sys/kernel/btf/vmlinux'),
    });
    expect(start('operator', '--config', '/config.json')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Cannot find a cluster'),
    });
    expect(readdirSync(fileSystem).filter((name) => /^(bin|sbin)$/.test(name))).toEqual([]);
  },
  120_000,
);

it('a tree for an architecture that nobody knows is refused', async () => {
  const program = join(folder, 'assemble-tree.mjs');
  const refused = promisify(execFile)(process.execPath, [program, '/nowhere', 'mips']);
  await expect(refused).rejects.toMatchObject({
    code: 2,
    stderr: expect.stringContaining('Expected a folder, then amd64 or arm64'),
  });
});
