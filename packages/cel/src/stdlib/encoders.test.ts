import { describe, expect, it } from 'vitest';
import { createEnvironment } from '../environment.ts';
import { limits } from '../limits.ts';

const environment = createEnvironment({ variables: { b: 'bytes', s: 'string' }, extensions: ['encoders'] });
const evaluate = (source: string, bindings: Record<string, unknown> = {}) =>
  environment.compile(source).evaluate(bindings);

describe('base64', () => {
  it.each([
    ["base64.encode(b'')", ''],
    ["base64.encode(b'hello')", 'aGVsbG8='],
    ["base64.encode(b'\\xff\\xfe\\xfd')", '//79'],
    ["string(base64.decode('aGVsbG8='))", 'hello'],
    ["string(base64.decode('aGVsbG8'))", 'hello'],
    ["string(base64.decode('aGVs\\r\\nbG8='))", 'hello'],
    ["base64.decode('//79') == b'\\xff\\xfe\\xfd'", true],
    ["base64.decode('') == b''", true],
  ])('%s', (source, value) => {
    expect(evaluate(source)).toBe(value);
  });

  it.each(['a', 'aGVsbG8==', 'aGVs bG8=', 'aGVs=', '-_79', 'aGVsbG8=a', 'é'])('%j is none', (s) => {
    expect(() => evaluate('base64.decode(s)', { s })).toThrow(expect.objectContaining({ code: 'evaluation' }));
  });

  it('encodes to the longest text and no longer', () => {
    const encode = (length: number) => evaluate('base64.encode(b)', { b: new Uint8Array(length) });
    const longest = (limits.textLength / 4) * 3;
    expect(encode(longest)).toHaveLength(limits.textLength);
    expect(() => encode(longest + 1)).toThrow(expect.objectContaining({ code: 'limit' }));
  });

  it('decodes to as many bytes as there may be and no more', () => {
    const decode = (length: number) => evaluate('base64.decode(s)', { s: btoa('a'.repeat(length)) });
    expect(decode(limits.textLength)).toHaveLength(limits.textLength);
    expect(() => decode(limits.textLength + 1)).toThrow(expect.objectContaining({ code: 'limit' }));
  });
});
