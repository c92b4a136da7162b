import { createEnvironment, extensions, toTypedJson } from '@rulelibrary/cel';
import { describe, expect, it } from 'vitest';
import { renderTyped } from './render-typed.ts';

const { compile } = createEnvironment({ variables: {}, extensions });
const shown = (source: string) => renderTyped(toTypedJson(compile(source).evaluateValue({})));

describe('a value is shown as an expression writes it', () => {
  it.each([
    '[1, 2, 3]',
    '-9223372036854775808',
    '18446744073709551615u',
    '[1.0, 0.5, 1e+21, -0.0]',
    'double("NaN")',
    'double("-Infinity")',
    '"a\\n\\"b\\" \\\\ é😀"',
    'b"a\\x00\\xff\\x22\\x5c "',
    '{"a": true, "b": null}',
    '{1u: [], false: {}}',
    'timestamp("2026-11-21T16:54:00.5Z")',
    'duration("-1.5s")',
    'google.protobuf.Duration',
    'optional.none()',
    'optional.of(optional.of(1))',
    'ip("10.0.0.1")',
    'cidr("10.0.0.0/8")',
  ])('%s', (source) => {
    const text = shown(source);
    expect(text).toBe(source);
    expect(shown(text)).toBe(text);
  });
});
