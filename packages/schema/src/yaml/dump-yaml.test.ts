import { describe, expect, it } from 'vitest';
import { dumpYaml } from './dump-yaml.ts';
import { readYaml } from './read-yaml.ts';

describe('dumpYaml', () => {
  it('keeps a long text on its line', () => {
    expect(dumpYaml({ expression: 'a || '.repeat(100) })).toHaveLength('expression: "'.length + 500 + '"\n'.length - 0);
  });

  it('repeats what occurs twice', () => {
    const tags = ['a'];
    expect(dumpYaml({ b: tags, a: tags })).toBe('b:\n  - a\na:\n  - a\n');
  });

  it.each(["it's", '"', '{{ .x }}', '⋯', 'a: b', '# a', '- a', 'true', '1', '', ' a', 'a\nb\n', '\t', '\u0085', '\\d'])(
    'writes %j so that it is read back',
    (text) => {
      expect(readYaml(dumpYaml({ text }), 'a.yaml').documents[0]?.value).toEqual({ text });
    },
  );
});
