import { describe, expect, it } from 'vitest';
import { createEnvironment } from '../environment.ts';
import { type Extension, extensions } from './extension.ts';
import { createLibrary } from './library.ts';

const examples: Readonly<Record<Extension, string>> = {
  strings: "'a'.trim()",
  math: 'math.sqrt(4)',
  encoders: "base64.encode(b'')",
  bindings: 'cel.bind(x, 1, x)',
  optionals: 'optional.of(1).hasValue()',
  block: 'cel.block([1], cel.index(0))',
  lists: 'lists.range(1)',
  sets: 'sets.contains([], [])',
  comprehensions2: '[1].transformList(i, x, i)',
  network: "isIP('')",
};

describe('an extension', () => {
  it.each(extensions)('%s is there where it is switched on, and only there', (extension) => {
    const source = examples[extension];
    const others = extensions.filter((name) => name !== extension);
    createEnvironment({ variables: {}, extensions: [extension] }).compile(source);
    expect(() => createEnvironment({ variables: {}, extensions: others }).compile(source)).toThrow();
  });

  it('strings alone is there unless others are asked for', () => {
    createEnvironment({ variables: {} }).compile(examples.strings);
    expect(() => createEnvironment({ variables: {} }).compile(examples.math)).toThrow(
      expect.objectContaining({ code: 'unknown-name' }),
    );
  });
});

it('no two functions have the same name and parameters', () => {
  const signatures = createLibrary(extensions).map(({ name, isMethod, params }) =>
    JSON.stringify([name, isMethod, params]),
  );
  expect(new Set(signatures).size).toBe(signatures.length);
});
