import { describe, expect, it } from 'vitest';
import { locateInJson } from './locate-in-json.ts';

const json = JSON.stringify({ a: 'x', 'b/c': [1, { d: 'one\n"two" \u00e9' }, []], e: null });

describe('locateInJson', () => {
  it.each([
    ['{', '', 0, 0],
    ['"a"', 'a', 0, 0],
    ['"x"', 'a', 0, 0],
    ['x"', 'a', 1, 1],
    ['[1', '["b/c"]', 0, 0],
    ['1,', '["b/c"][0]', 0, 0],
    ['{"d', '["b/c"][1]', 0, 0],
    ['"one', '["b/c"][1].d', 0, 0],
    ['ne', '["b/c"][1].d', 1, 2],
    ['two', '["b/c"][1].d', 2, 2],
    ['\u00e9', '["b/c"][1].d', 2, 7],
    ['[]', '["b/c"][2]', 0, 0],
    ['null', 'e', 0, 0],
  ])('%s is at %s, %d:%d', (text, path, line, column) => {
    expect(locateInJson(json, json.indexOf(text))).toEqual({ path, line, column });
  });
});
