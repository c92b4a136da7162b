import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { buildKubernetesProgram } from './build-kubernetes-program.ts';

const run = promisify(execFile);

/** What a test cluster consists of: paths of programs, or names that PATH resolves. */
export interface ClusterPrograms {
  readonly etcd: string;
  readonly kubeApiServer: string;
  readonly kubectl: string;
}

/**
 * The programs of a test cluster: what `KUBEBUILDER_ASSETS` has, else etcd and kubectl of PATH, and what had to be built.
 * @throws Error with the reason where one of them cannot be had
 */
export async function findClusterPrograms(): Promise<ClusterPrograms> {
  const assets = process.env['KUBEBUILDER_ASSETS'];
  const kept = (name: string) => {
    const file = assets ? path.join(assets, name) : '';
    return file !== '' && existsSync(file) ? file : undefined;
  };
  // What is asked for without building anything comes first: a machine without etcd builds for nothing.
  const etcd = kept('etcd') ?? (await onPath('etcd', '--version'));
  if (etcd === undefined) throw new Error('Cannot find etcd: not on PATH (apt-get install etcd-server)');
  return {
    etcd,
    kubeApiServer: kept('kube-apiserver') ?? (await buildKubernetesProgram('kube-apiserver')),
    kubectl:
      kept('kubectl') ?? (await onPath('kubectl', 'version', '--client')) ?? (await buildKubernetesProgram('kubectl')),
  };
}

async function onPath(command: string, ...question: readonly string[]): Promise<string | undefined> {
  try {
    await run(command, question);
    return command;
  } catch {
    return undefined;
  }
}
