import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestCluster } from './test-cluster.ts';

const folder = fileURLToPath(new URL('../../../../charts/kubescape-operator/templates/crds/', import.meta.url));

/** As Kubescape's storage serves profiles: the same kinds in a group of its own. */
export async function installStoredDefinitions(cluster: TestCluster): Promise<void> {
  const files = ['application-profile.yaml', 'network-neighborhood.yaml'];
  const texts = await readDefinitions(files, 'Namespaced');
  const stored = texts.map((text) =>
    text
      .replace(/^( {2}name: \w+)\.kubescape\.io$/m, '$1.spdx.softwarecomposition.kubescape.io')
      .replace(/^ {2}group: .*$/m, '  group: spdx.softwarecomposition.kubescape.io')
      .replace(/^( {4}- name: )v1$/m, '$1v1beta1'),
  );
  await applyDefinitions(cluster, stored);
}

/** Applies the chart's CustomResourceDefinitions, and waits until they are served. Helm has to say nothing but the scope of bindings. */
export async function installDefinitions(cluster: TestCluster, bindingScope: 'Cluster' | 'Namespaced' = 'Cluster') {
  const files = (await readdir(folder)).sort();
  await applyDefinitions(cluster, await readDefinitions(files, bindingScope));
}

function readDefinitions(files: readonly string[], bindingScope: string): Promise<string[]> {
  return Promise.all(
    files.map(async (name) =>
      (await readFile(path.join(folder, name), 'utf8'))
        .replace(/^ {2}scope: \{\{.*$/m, `  scope: ${bindingScope}`)
        .replace(/^.*\{\{.*\n/gm, '')
        .replace(/^ {2}labels:\n/m, ''),
    ),
  );
}

async function applyDefinitions(cluster: TestCluster, definitions: readonly string[]): Promise<void> {
  await cluster.kubectlWith(definitions.join('\n---\n'), 'apply', '-f', '-');
  await cluster.kubectl('wait', '--for=condition=Established', 'crd', '-l', '!absent', '--timeout=60s');
}
