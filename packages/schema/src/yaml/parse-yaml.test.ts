import { expect, it } from 'vitest';
import { parseYaml } from './parse-yaml.ts';

it('gives the documents as data', () => {
  expect(parseYaml('a: &x [1]\nb: *x\n---\n- c\n', 'a.yaml')).toEqual([{ a: [1], b: [1] }, ['c']]);
});

it('throws where the file is faulty', () => {
  expect(() => parseYaml('a: 1\na: 2\n', 'a.yaml')).toThrow(expect.objectContaining({ code: 'duplicate-key' }));
});
