import { describe, expect, it } from 'vitest';
import { createEnvironment } from '../environment.ts';
import { fieldPaths } from './field-paths.ts';

const environment = createEnvironment({
  variables: { e: 'Event', 'a.b': 'Event', s: 'string' },
  types: {
    Event: { file: 'File', tags: 'list(string)', any: 'dyn' },
    File: { path: 'string', owner: 'Owner' },
    Owner: { name: 'string' },
  },
  extensions: ['strings', 'optionals', 'bindings'],
});

describe('the fields that an expression reads', () => {
  it.each([
    ["e.file.path == 'x'", ['e.file.path']],
    ["'x' == (e . file).path", ['e.file.path']],
    ['has(e.file.owner.name) && has(e.file)', ['e.file.owner.name', 'e.file']],
    ["e.file.path.lowerAscii().startsWith('a') || e.tags[0] == e.file.path", ['e.file.path', 'e.tags', 'e.file.path']],
    ['e.tags.exists(t, t == e.file.path)', ['e.tags', 'e.file.path']],
    ["[e.file].exists(f, f.path == 'x')", ['e.file']],
    ['[1].exists(e, e == 1)', []],
    ['a.b.file.path == s', ['a.b.file.path']],
    ['.e.file.path == s', ['e.file.path']],
    ["e.any.x.y == 'z'", ['e.any']],
    ['e.?file.orValue(e.file).path == s', ['e.file', 'e.file']],
    ['cel.bind(p, e.file.path, p == p)', ['e.file.path']],
    ["s == 'e.file.path' // e.file.path", []],
    [
      "{'k': e.file.path}.k == s && !(e.file.path in [s]) ? e.tags == [] : false",
      ['e.file.path', 'e.file.path', 'e.tags'],
    ],
  ])('%s', (source, paths) => {
    const found = fieldPaths(environment.compile(source).tree);
    expect(found.map(({ path }) => path)).toEqual(paths);
  });

  it('have a place', () => {
    const source = "s == 'x' && (e\n.file) . path == s";
    const [{ start, end } = { start: 0, end: 0 }] = fieldPaths(environment.compile(source).tree);
    expect(source.slice(start, end)).toBe('(e\n.file) . path');
  });
});
