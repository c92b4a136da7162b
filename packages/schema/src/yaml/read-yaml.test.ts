import { describe, expect, it } from 'vitest';
import { maximumRepeatedValues } from './compose-documents.ts';
import { maximumYamlDepth, maximumYamlItems, maximumYamlLength, readYaml } from './read-yaml.ts';

function valuesOf(text: string): unknown[] {
  const { documents, problems } = readYaml(text, 'f.yaml');
  expect(problems).toEqual([]);
  return documents.map(({ value }) => value);
}

/** Code, line and column of each problem. */
function problemsOf(text: string): string[] {
  const { source, problems } = readYaml(text, 'f.yaml');
  return problems.map(({ code, offset }) => {
    const { line, column } = source.placeAt(offset);
    return `${code} ${line}:${column}`;
  });
}

describe('values', () => {
  it.each([
    ['the core schema', '[1, 0x1f, 0o17, -2.5, true, false, null, ~, yes, 2026-01-01]'],
    ['quotes as text', '["1", \'true\']'],
  ])('reads %s', (_, text) => {
    const expected = text.includes('yes')
      ? [1, 31, 15, -2.5, true, false, null, null, 'yes', '2026-01-01']
      : ['1', 'true'];
    expect(valuesOf(text)).toEqual([expected]);
  });

  it('reads explicit core tags', () => {
    expect(valuesOf('[!!str 1, !!int "2", ! 3, !<tag:yaml.org,2002:str> 4, !!seq [], !!map {}]')).toEqual([
      ['1', 2, '3', '4', [], {}],
    ]);
  });

  it('passes empty documents over', () => {
    expect(valuesOf('---\n---\na: 1\n---\n# nothing\n')).toEqual([{ a: 1 }]);
  });

  it('reads a file with a byte order mark, whose first column is 1', () => {
    const { source, documents } = readYaml('\uFEFFa: 1', 'f.yaml');
    expect(documents.map((node) => source.placeAt(node.start))).toEqual([{ file: 'f.yaml', line: 1, column: 1 }]);
  });

  it('resolves aliases to the anchored value, the later of two anchors of one name', () => {
    expect(valuesOf('a: &x 1\nb: *x\nc: &x 2\nd: *x')).toEqual([{ a: 1, b: 1, c: 2, d: 2 }]);
  });

  it('merges << behind the keys of the mapping, the first of several sources first', () => {
    const text = '- &a {x: 1, y: 1}\n- &b {x: 2, z: 2}\n- {<<: [*a, *b], y: 3}\n- {y: 4, <<: *a}';
    expect(valuesOf(text)).toEqual([
      [
        { x: 1, y: 1 },
        { x: 2, z: 2 },
        { x: 1, y: 3, z: 2 },
        { x: 1, y: 4 },
      ],
    ]);
  });

  it('keeps "<<" in quotes as a key of that name', () => {
    expect(valuesOf('"<<": 1')).toEqual([{ '<<': 1 }]);
  });

  it('keeps __proto__ as a key without touching the prototype', () => {
    const [value] = valuesOf('__proto__: {polluted: true}\nconstructor: 1');
    expect(Object.keys(Object(value))).toEqual(['__proto__', 'constructor']);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect('polluted' in Object(value)).toBe(false);
  });
});

describe('faulty YAML is one problem with its place', () => {
  it.each([
    ['a syntax error', 'a: 1\nb: ]', 'syntax 2:4'],
    ['an unclosed list', 'a: [1,\n', 'syntax 2:1'],
    ['an unclosed quote', 'a: "b\n', 'syntax 2:1'],
    ['a tab as indentation', 'a:\n\tb: 1', 'syntax 2:1'],
    ['a duplicate key', 'a: 1\nb: 2\na: 3', 'duplicate-key 3:1'],
    ['a duplicate << key', 'x: &x {a: 1}\n<<: *x\n<<: *x', 'duplicate-key 3:1'],
    ['a list as a key', '? [a]\n: 1', 'wrong-type 1:3'],
    ['a mapping as a key', '{a: 1}: 1', 'wrong-type 1:1'],
    ['an unknown alias', 'a: *b', 'syntax 1:4'],
    ['an alias of another document', 'a: &b 1\n---\na: *b', 'syntax 3:4'],
    ['an alias in its own anchor', 'a: &a\n  - *a', 'syntax 2:5'],
    ['an alias in its own anchor, which hides an earlier one', 'a: &x 1\nb: &x [*x]', 'syntax 2:8'],
    ['a merge of text', 'a: 1\n<<: text', 'wrong-type 2:1'],
    ['a merge of a list of text', '<<: [text]', 'wrong-type 1:1'],
    ['an unknown tag', 'a: !foo b', 'syntax 1:4'],
    ['a binary value', 'a: !!binary aGk=', 'syntax 1:4'],
    ['a set', 'a: !!set {b}', 'syntax 1:4'],
    ['a tag that does not fit', 'a: !!int b', 'syntax 1:4'],
    ['NUL', 'a: b\0', 'not-text 1:5'],
    ['a control character', 'a: b\nc: \u001b[0m', 'not-text 2:4'],
    ['half a surrogate pair', 'a: \ud83d', 'not-text 1:4'],
  ])('%s', (_, text, expected) => {
    expect(problemsOf(text)).toEqual([expected]);
  });

  it('loses no other document of the file', () => {
    const { documents, problems } = readYaml('a: 1\n---\nb: ]\n---\nc: 3\n---\nd: *e\n---\nf: !g h\n', 'f.yaml');
    expect(documents.map(({ value }) => value)).toEqual([{ a: 1 }, { c: 3 }, { d: null }, { f: null }]);
    expect(problems.map(({ code, offset }) => [code, offset])).toEqual([
      ['syntax', 12],
      ['syntax', 30],
      ['syntax', 40],
    ]);
  });

  it('takes only a line of its own for the beginning of a document, also in a file that is read in parts', () => {
    const { documents } = readYaml('a: ]\n---\nb: 1\n---x: 2\n', 'f.yaml');
    expect(documents.map(({ value }) => value)).toEqual([{ b: 1, '---x': 2 }]);
  });

  it('stops after 101 faulty documents', () => {
    expect(problemsOf('---\na: ]\n'.repeat(100))).toHaveLength(100);
    expect(problemsOf('---\na: ]\n'.repeat(200))).toHaveLength(101);
  });

  it('takes --- inside a block of text for text', () => {
    expect(valuesOf('a: |\n  x\n  ---\n  y\n')).toEqual([{ a: 'x\n---\ny\n' }]);
  });
});

describe('limits', () => {
  it('reads 8 MiB and not one character more', () => {
    expect(problemsOf(`#${' '.repeat(maximumYamlLength - 1)}`)).toEqual([]);
    expect(problemsOf(`#${' '.repeat(maximumYamlLength)}`)).toEqual(['too-large 1:1']);
  });

  it('reads 250,000 lines and items and not one more', () => {
    const items = `[${'1,'.repeat(maximumYamlItems - 1)}]`;
    expect(problemsOf(items)).toEqual([]);
    expect(problemsOf(`${items}\n`)).toEqual(['too-large 1:1']);
  });

  it('reads 64 levels and not one more', () => {
    // The mapping and the text in the middle are levels too.
    const nested = (lists: number) => `a: ${'['.repeat(lists)}x${']'.repeat(lists)}`;
    expect(problemsOf(nested(maximumYamlDepth - 2))).toEqual([]);
    expect(problemsOf(nested(maximumYamlDepth - 1))).toEqual([`too-large 1:${3 + maximumYamlDepth}`]);
  });

  it('lets aliases repeat 100,000 values and not one more', () => {
    const anchor = `- &a [${'1,'.repeat(999)}]\n`;
    const text = anchor + '- *a\n'.repeat(maximumRepeatedValues / 1000);
    expect(problemsOf(text)).toEqual([]);
    expect(problemsOf(`- &b 1\n${text}- *b\n`)).toEqual([`too-large ${3 + maximumRepeatedValues / 1000}:3`]);
  });

  it('counts what aliases repeat over all documents of a file that is read in parts', () => {
    const part = `---\n- &a [${'1,'.repeat(999)}]\n${'- *a\n'.repeat(60)}`;
    expect(problemsOf(`]\n${part}`)).toHaveLength(1);
    expect(problemsOf(`]\n${part}${part}`)).toHaveLength(2);
  });

  it.each([
    ['lists', (index: number) => `[${Array(9).fill(`*a${index}`).join(', ')}]`],
    ['merged mappings', (index: number) => `{<<: [${Array(9).fill(`*a${index}`).join(', ')}], k${index}: 1}`],
  ])('stops a bomb of %s at once', (_, level) => {
    const levels = Array.from({ length: 40 }, (_, index) => `b${index}: &a${index + 1} ${level(index)}\n`);
    const started = performance.now();
    expect(problemsOf(`a: &a0 {x: 1}\n${levels.join('')}`)).toEqual([expect.stringMatching(/^too-large \d+:\d+$/)]);
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it.each([
    ['open lists', '['.repeat(1_000_000)],
    ['nested items', '- '.repeat(1_000_000)],
    ['documents', '---\n'.repeat(249_000)],
    ['documents after a faulty one', `]\n${'---\na: 1\n'.repeat(120_000)}`],
    ['faulty documents', '---\na: ]\n'.repeat(120_000)],
    ['duplicate keys', 'a: 1\n'.repeat(249_000)],
    ['nested properties', Array.from({ length: 500 }, (_, index) => `${' '.repeat(index)}&a${index} !b`).join('\n')],
  ])('does not hang on many %s', (_, text) => {
    const started = performance.now();
    expect(() => readYaml(text, 'f.yaml')).not.toThrow();
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  it('survives 3,000 files of random YAML characters', () => {
    const parts = [
      'a',
      ': ',
      '- ',
      '\n',
      ' ',
      '  ',
      '[',
      ']',
      '{',
      '}',
      ',',
      '&x ',
      '*x',
      '!!str ',
      '"',
      "'",
      '|',
      '>',
      '---',
      '<<',
      '?',
      '#',
      '%',
      '\t',
    ];
    let seed = 11;
    for (let round = 0; round < 3000; round++) {
      let text = '';
      for (let length = 0; length < 40; length++) {
        seed = (seed * 1103515245 + 12345) % 2147483648;
        text += parts[Math.floor((seed / 2147483648) * parts.length)];
      }
      const { problems } = readYaml(text, 'f.yaml');
      for (const { offset } of problems) expect(offset, text).toBeLessThanOrEqual(text.length);
    }
  });
});
