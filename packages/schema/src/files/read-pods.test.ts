import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { formatProblem } from '../problem.ts';
import { readPods } from './read-pods.ts';

function podText(name: string): string {
  return JSON.stringify(
    { kind: 'Pod', metadata: { name, namespace: 'default' }, spec: { containers: [] } },
    undefined,
    2,
  );
}

describe('readPods', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pods-'));
  });

  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  async function read(...paths: readonly string[]) {
    const { pods, apiServerAddresses, problems } = await readPods(paths.map((path) => join(folder, path)));
    return {
      names: pods.map(({ name }) => name),
      apiServerAddresses,
      problems: problems.map((problem) => formatProblem(problem).replaceAll(`${folder}/`, '')),
    };
  }

  it('reads YAML and JSON files of a folder, and what concerns no cluster not at all', async () => {
    await writeFile(join(folder, 'a.yaml'), 'kind: Pod\nmetadata: {name: a}\nspec: {containers: []}\n');
    await writeFile(join(folder, 'b.json'), podText('b'));
    await writeFile(join(folder, 'c.txt'), podText('c'));
    await writeFile(join(folder, 'package.json'), '{"name": {{ }}');
    await writeFile(
      join(folder, 'service.yml'),
      'kind: Service\nmetadata: {name: kubernetes}\nspec: {clusterIP: 10.96.0.1, clusterIPs: [10.96.0.1]}\n',
    );
    expect(await read('')).toEqual({ names: ['a', 'b'], apiServerAddresses: ['10.96.0.1'], problems: [] });
  });

  it('reports a pod that occurs twice, and keeps the first', async () => {
    await writeFile(join(folder, 'a.json'), podText('web'));
    await writeFile(join(folder, 'b.json'), podText('web'));
    const { names, problems } = await read('a.json', 'b.json');
    expect({ names, problems }).toEqual({
      names: ['web'],
      problems: ['b.json:1:1: Duplicate pod "default/web", first at a.json:1:1'],
    });
  });

  it('reports a path with nothing of use', async () => {
    await writeFile(join(folder, 'none.yaml'), 'kind: Secret\nmetadata: {name: x}\n');
    expect((await read('none.yaml', 'missing.yaml')).problems).toEqual([
      expect.stringMatching(/^none\.yaml:1:1: Cannot read .*: no pods in it$/),
      expect.stringMatching(/^missing\.yaml:1:1: Cannot read .*: ENOENT/),
    ]);
  });
});
