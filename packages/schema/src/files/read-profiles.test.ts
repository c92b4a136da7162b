import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readProfiles } from './read-profiles.ts';

function objectText(kind: string, container: string): string {
  return `apiVersion: kubescape.io/v1\nkind: ${kind}\nmetadata: {name: web}\nspec: {containers: [${container}]}\n`;
}

describe('readProfiles', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'profiles-'));
  });

  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  it('joins the two objects of a container from two files', async () => {
    await writeFile(join(folder, 'a.yaml'), objectText('ApplicationProfile', '{name: app, syscalls: [read]}'));
    await writeFile(join(folder, 'n.yaml'), objectText('NetworkNeighborhood', '{name: app, egress: []}'));
    await writeFile(join(folder, 'values.yaml'), 'a: {{ b }}');
    const profile = { status: 'completed', name: 'web', syscalls: ['read'], egress: [] };
    expect(await readProfiles([folder])).toEqual({
      profiles: [{ workload: 'web', containerName: 'app', profile }],
      problems: [],
    });
  });

  it('reports a container that two files describe, and keeps the first', async () => {
    for (const name of ['a', 'b']) {
      const text = objectText('ApplicationProfile', `{name: app, syscalls: [${name}]}`);
      await writeFile(join(folder, `${name}.yaml`), text);
    }
    const { profiles, problems } = await readProfiles([folder]);
    expect(profiles.map(({ profile }) => profile.syscalls)).toEqual([['a']]);
    expect(problems).toMatchObject([{ code: 'duplicate-id', file: join(folder, 'b.yaml'), line: 4, column: 21 }]);
  });

  it('reports a path without any profile', async () => {
    expect((await readProfiles([folder])).problems.map(({ code }) => code)).toEqual(['no-profiles']);
  });
});
