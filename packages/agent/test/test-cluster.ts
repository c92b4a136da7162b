import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { vi } from 'vitest';
import { startNode } from './line-process.ts';

export const root = join(import.meta.dirname, '../../..');

/** The API server that packages/kubernetes starts for tests, spoken to as everybody does: by kubectl. */
export interface TestCluster {
  readonly kubeconfig: string;
  readonly folder: string;
  /** What kubectl printed. Rejects with what it said on standard error. */
  kubectl(...args: readonly string[]): Promise<string>;
  /** `kubectl apply -f -` */
  apply(...objects: readonly object[]): Promise<void>;
  createNamespace(name: string, labels?: Readonly<Record<string, string>>): Promise<void>;
  /** Kills it, as a control plane that goes away does. */
  stopApiServer(): Promise<void>;
  startApiServer(): Promise<void>;
  close(): Promise<void>;
}

/** Where the programs have to be built first it takes minutes. */
const startMs = 30 * 60_000;

/** @returns the reason where there can be none */
export async function startTestCluster(): Promise<TestCluster | { readonly reason: string }> {
  const server = startNode(['packages/kubernetes/test/cluster/main.ts'], { cwd: root });
  await vi.waitUntil(() => server.stdout.length > 0 || server.child.exitCode !== null, { timeout: startMs });
  const said = JSON.parse(server.stdout[0] ?? '{"reason": "it did not start"}');
  if (said.reason !== undefined) return { reason: said.reason };
  const { kubeconfig, folder, kubectl: program } = said;
  const kubectlWith = (input: string, args: readonly string[]) =>
    new Promise<string>((resolve, reject) => {
      const options = { maxBuffer: 64 * 1024 * 1024, timeout: 60_000 };
      const child = execFile(program, ['--kubeconfig', kubeconfig, ...args], options, (error, stdout, stderr) => {
        if (error) reject(new Error(`kubectl ${args.join(' ')}: ${stderr}`));
        else resolve(stdout);
      });
      child.stdin?.end(input);
    });
  const command = async (line: string) => {
    const answered = server.stdout.length;
    server.child.stdin?.write(`${line}\n`);
    await vi.waitUntil(() => server.stdout.length > answered, { timeout: 120_000 });
    const answer = JSON.parse(server.stdout[answered] ?? '{}');
    if (answer.error !== undefined) throw new Error(answer.error);
  };
  return {
    kubeconfig,
    folder,
    kubectl: (...args) => kubectlWith('', args),
    async apply(...objects) {
      await kubectlWith(objects.map((object) => JSON.stringify(object)).join('\n---\n'), ['apply', '-f', '-']);
    },
    createNamespace: (name, labels = {}) => command(`namespace ${name} ${JSON.stringify(labels)}`),
    stopApiServer: () => command('stop-apiserver'),
    startApiServer: () => command('start-apiserver'),
    async close() {
      server.child.stdin?.end();
      await vi.waitUntil(() => server.child.exitCode !== null, { timeout: 60_000 });
    },
  };
}
