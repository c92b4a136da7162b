import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { formatProblem } from '../problem.ts';
import { rulesText } from '../rules-text.test.fixture.ts';
import { maximumYamlLength } from '../yaml/read-yaml.ts';
import { readRules } from './read-rules.ts';

describe('readRules', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rules-'));
  });

  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  async function write(name: string, content: string | Uint8Array): Promise<string> {
    const file = join(folder, name);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
    return file;
  }

  /** Ids of the rules, and problems with the folder's name taken off. */
  async function read(...paths: readonly string[]): Promise<{ ids: string[]; problems: string[] }> {
    const { rules, problems } = await readRules(paths.map((path) => join(folder, path)));
    return {
      ids: rules.map(({ spec }) => spec.id),
      problems: problems.map((problem) => formatProblem(problem).replaceAll(`${folder}/`, '')),
    };
  }

  it('reads a file, and the files of a folder in the order of their names', async () => {
    await write('b/r0002-b/rule.yaml', rulesText('R0002'));
    await write('b/r0001-a/rule.yaml', rulesText('R0001'));
    await write('b/more.yml', rulesText('R0003', 'R0004'));
    await write('a.yaml', rulesText('R0005'));
    expect(await read('b', 'a.yaml')).toEqual({ ids: ['R0003', 'R0004', 'R0001', 'R0002', 'R0005'], problems: [] });
  });

  it('gives every rule the file it was read from', async () => {
    const file = await write('r0001-a/rule.yaml', rulesText('R0001'));
    const { rules } = await readRules([folder]);
    expect(rules.map(({ place }) => place)).toEqual([{ file, line: 7, column: 5 }]);
  });

  it('passes over other YAML of a folder, node_modules and dot folders', async () => {
    await write('r0001-a/rule.yaml', rulesText('R0001'));
    await write('template.yaml', '{{- if .Values.x }}\n\tbroken');
    await write('config.yaml', 'apiVersion: v1\nkind: ConfigMap\n');
    await symlink(await write('notes.txt', rulesText('R0009')), join(folder, 'link'));
    await write('node_modules/a/rule.yaml', rulesText('R0009'));
    await write('.cache/rule.yaml', rulesText('R0009'));
    await write('.hidden.yaml', rulesText('R0009'));
    expect(await read('.')).toEqual({ ids: ['R0001'], problems: [] });
  });

  it('reads the rule.yaml of a rule folder as a single rule, others not', async () => {
    await write('r0001-a/rule.yaml', rulesText('R0001', 'R0002'));
    await write('other/rule.yaml', rulesText('R0003', 'R0004'));
    const problems = ['r0001-a/rule.yaml:23:5: Expected one rule, got "2"'];
    expect(await read('.')).toEqual({ ids: ['R0003', 'R0004', 'R0001', 'R0002'], problems });
    expect((await read('r0001-a/rule.yaml')).problems).toEqual(problems);
  });

  it('knows the rule folder of a path that ends in another name', async () => {
    await write('r0001-a/rule.yaml', rulesText('R0001', 'R0002'));
    await write('r0001-a/x/notes.txt', '');
    const { problems } = await readRules([`${folder}/r0001-a/x/../rule.yaml`]);
    expect(problems.map(({ message }) => message)).toEqual(['Expected one rule, got "2"']);
  });

  it('reports faulty files and reads the others', async () => {
    await write('a/rule.yaml', 'kind: [');
    await write('b/rule.yaml', '');
    await write('c/rule.yaml', rulesText('R0001'));
    const { ids, problems } = await read('.');
    expect(ids).toEqual(['R0001']);
    expect(problems).toEqual([
      expect.stringMatching(/^a\/rule\.yaml:1:8: Cannot parse YAML: /),
      'b/rule.yaml:1:1: Expected a Rules object, got an empty file',
    ]);
  });

  it('reports a path that is not there, one without rules, and one that is no file', async () => {
    await write('empty/notes.txt', '');
    await write('config.yaml', 'apiVersion: v1\nkind: ConfigMap\n');
    const { problems } = await read('missing', 'empty', 'config.yaml');
    const cannot = (path: string) => `${path}:1:1: Cannot read "${path}": `;
    expect(problems).toEqual([
      `${cannot('missing')}ENOENT: no such file or directory`,
      `${cannot('empty')}no rules in it`,
      `${cannot('config.yaml')}no rules in it`,
    ]);
    await write('a.yaml', rulesText('R0001'));
    expect((await read('a.yaml/b')).problems).toEqual([`${cannot('a.yaml/b')}ENOTDIR: not a directory`]);
    const device = await readRules(['/dev/zero']);
    expect(device.problems.map(formatProblem)).toEqual(['/dev/zero:1:1: Cannot read "/dev/zero": not a regular file']);
  });

  it('reports a file and a folder it may not read', async ({ skip }) => {
    if (process.getuid?.() === 0) skip('root may read everything');
    await chmod(await write('a.yaml', rulesText('R0001')), 0);
    const { problems } = await read('a.yaml');
    expect(problems).toEqual(['a.yaml:1:1: Cannot read "a.yaml": EACCES: permission denied']);
  });

  it.each([
    [
      'bytes that are not UTF-8',
      Uint8Array.from([...Buffer.from('a: 1\nb: '), 0xff]),
      '2:4: Expected UTF-8 text, got byte "0xFF"',
    ],
    ['NUL', 'a: 1\nb: \0', '2:4: Expected text, got "U+0000"'],
    [
      'a program',
      Uint8Array.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0xff]),
      '1:9: Expected UTF-8 text, got byte "0xFF"',
    ],
  ])('reports %s', async (_, content, problem) => {
    await write('a.yaml', content);
    const { problems } = await read('a.yaml');
    expect(problems).toEqual([`a.yaml:${problem}`]);
  });

  it('reads 8 MiB and not one byte more', async () => {
    // Two bytes a character: the limit counts bytes.
    const text = `${rulesText('R0001')}#${'é'.repeat(1000)}`;
    const bytes = Buffer.alloc(maximumYamlLength, ' ');
    bytes.write(text);
    await write('a.yaml', bytes);
    expect((await read('a.yaml')).ids).toEqual(['R0001']);
    await write('b.yaml', Buffer.concat([bytes, Buffer.from(' ')]));
    expect(await read('b.yaml')).toEqual({
      ids: [],
      problems: ['b.yaml:1:1: Too large file "b.yaml", maximum 8388608 bytes'],
    });
  });

  it('reports ids that occur twice, across files', async () => {
    await write('a.yaml', rulesText('R0001'));
    await write('b.yaml', rulesText('R0001', 'R0002'));
    expect(await read('.')).toEqual({
      ids: ['R0001', 'R0001', 'R0002'],
      problems: ['b.yaml:8:9: Duplicate rule id "R0001", first at a.yaml:8:9'],
    });
  });

  it('reads a file once, however often and by whatever links it is found', async () => {
    const file = await write('a/rule.yaml', rulesText('R0001'));
    await symlink(file, join(folder, 'link.yaml'));
    await symlink(folder, join(folder, 'a', 'loop'));
    await symlink('self', join(folder, 'self'));
    await symlink('nowhere', join(folder, 'broken'));
    expect(await read('.', 'a', 'a/rule.yaml')).toEqual({ ids: ['R0001'], problems: [] });
  });

  it('follows links as a mounted ConfigMap has them', async () => {
    await write('..2026/rules.yaml', rulesText('R0001'));
    await symlink('..2026', join(folder, '..data'));
    await symlink('..data/rules.yaml', join(folder, 'rules.yaml'));
    expect(await read('.')).toEqual({ ids: ['R0001'], problems: [] });
  });

  it('follows a link to a folder', async () => {
    await write('shelf/r0001-a/rule.yaml', rulesText('R0001'));
    await mkdir(join(folder, 'here'));
    await symlink('../shelf', join(folder, 'here', 'link'));
    expect(await read('here')).toEqual({ ids: ['R0001'], problems: [] });
  });

  it('reports a YAML link to nowhere', async () => {
    await symlink('nowhere', join(folder, 'a.yaml'));
    expect((await read('.')).problems).toEqual(['a.yaml:1:1: Cannot read "a.yaml": ENOENT: no such file or directory']);
  });

  it('reads nothing from no paths', async () => {
    expect(await readRules([])).toEqual({ rules: [], problems: [] });
  });
});
