import type { Random } from './random.ts';

/** Pieces of the grammar, and what is none. */
const tokens: readonly string[] = [
  ...'()[]{}.,:?!-+*/%<>=&|"\'`\\@#;$~^',
  ' ',
  '\n',
  '\0',
  '//',
  '&&',
  '||',
  '==',
  '<=',
  '.?',
  '[?',
  '"""',
  "r'",
  "b'",
  '\\x',
  '\\u12',
  '\\777',
  '0x',
  '1e',
  '1u',
  '9223372036854775808',
  '99999999999999999999999999',
  '1e999',
  '.5',
  'in',
  'null',
  'true',
  'x',
  'has(',
  'dyn(',
  'type(',
  'cel.bind(x, ',
  '.all(x, ',
  '.map(x, x, ',
  '.matches("(a*)*$")',
  '.format([',
  'é',
  '😀',
  '\ud800',
  '\u2028',
  '\u202e',
  '\ufeff',
];

/** A text that was an expression, changed in a few places. */
export function mutateText(texts: readonly string[], random: Random): string {
  let text = random.pick(texts);
  for (let count = 1 + random.int(4); count > 0; count--) text = random.pick(mutations)(text, texts, random);
  return text;
}

type Mutation = (text: string, texts: readonly string[], random: Random) => string;

const mutations: readonly Mutation[] = [
  (text, _, random) => spliced(text, random, () => ''),
  (text, _, random) => spliced(text, random, (cut) => cut + cut),
  (text, _, random) => spliced(text, random, () => random.pick(tokens)),
  (text, _, random) => spliced(text, random, (cut) => random.pick(tokens) + cut),
  (text, _, random) => spliced(text, random, (cut) => random.pick(tokens) + cut + random.pick(tokens)),
  (text, texts, random) => spliced(text, random, () => random.pick(texts)),
  (text, _, random) => spliced(text, random, (cut) => `(${cut})`),
  (text, _, random) => nested(text, random),
];

/** The text with a piece of it replaced: often a short one. */
function spliced(text: string, random: Random, replace: (cut: string) => string): string {
  const start = random.int(text.length + 1);
  const length = random.int(random.chance(0.7) ? 4 : text.length - start + 1);
  return text.slice(0, start) + replace(text.slice(start, start + length)) + text.slice(start + length);
}

/** Deeper than the limits allow, or nearly. */
function nested(text: string, random: Random): string {
  const [open, close] = random.pick([
    ['(', ')'],
    ['[', ']'],
    ['!', ''],
    ['-', ''],
    ['{1: ', '}'],
    ['dyn(', ')'],
    ['true ? ', ' : 1'],
    ['1 + ', ''],
    ['', '.a'],
    ['', '[0]'],
    ['', '.map(x, [x, x])'],
  ] as const);
  const depth = random.pick([2, 10, 249, 251, 3000, 20_000]);
  return open.repeat(depth) + text + close.repeat(depth);
}
