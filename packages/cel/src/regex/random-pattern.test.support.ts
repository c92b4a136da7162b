/** Numbers from 0 up to below n; the same for the same seed (mulberry32). */
export function randomNumbers(seed: number): (n: number) => number {
  let state = seed;
  return (n) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (((mixed ^ (mixed >>> 14)) >>> 0) % 0x1_0000_0000) % n;
  };
}

const chars = [
  'a',
  'b',
  'k',
  's',
  'A',
  'K',
  '1',
  '/',
  ' ',
  '\n',
  '\r',
  '\v',
  '\u2028',
  '_',
  '-',
  'é',
  'É',
  'ſ',
  'K',
  '😀',
  '\ud83d',
  '\ude00',
];

const atoms = [
  ...['a', 'b', 'k', 's', 'A', '1', '/', ' ', '_', '-', 'é', 'ſ', '😀', 'ab', 'ba', '\n'],
  ...[
    '.',
    '^',
    '$',
    '\\b',
    '\\B',
    '\\A',
    '\\z',
    '\\d',
    '\\w',
    '\\s',
    '\\D',
    '\\W',
    '\\S',
    '\\n',
    '\\v',
    '\\x41',
    '\\x{1F600}',
    '\\101',
    '\\.',
    '\\Qa*\\E',
    '\\pL',
    '\\PN',
  ],
  ...[
    '[ab]',
    '[^ab]',
    '[a-k]',
    '[^/]',
    '[\\w-]',
    '[^\\s]',
    '[[:alpha:]]',
    '[[:^space:]1]',
    '[]a]',
    '[^]a]',
    '[^\\n]',
    '[a\\]]',
    '[é-ſ]',
    '[^😀]',
    '[\\d\\D]',
    '[^\\d\\D]',
  ],
];

const repetitions = ['*', '+', '?', '*?', '+?', '??', '{2}', '{0,2}', '{1,3}', '{2,}', '{0}', '{,2}', '{1}'];

const groups = ['(', '(?:', '(?P<n>', '(?i:', '(?s:', '(?m:', '(?U:', '(?-i:', '(?i-s:'];

/** A pattern that RE2 has, mostly: nested groups and repetitions, sets, flags, places. */
export function randomPattern(random: (n: number) => number, depth = 3): string {
  const pick = (texts: readonly string[]) => texts[random(texts.length)] ?? '';
  const item = (): string => {
    const isGroup = depth > 0 && random(3) === 0;
    const atom = isGroup ? `${pick(groups)}${randomPattern(random, depth - 1)})` : pick(atoms);
    return random(3) === 0 ? atom + pick(repetitions) : atom;
  };
  const sequence = () => Array.from({ length: random(4) }, item).join('');
  const choice = Array.from({ length: 1 + random(random(2) + 1) }, sequence).join('|');
  const flags = random(8) === 0 ? pick(['(?i)', '(?s)', '(?m)', '(?U)', '(?is)']) : '';
  return flags + (random(4) === 0 ? '^' : '') + choice + (random(4) === 0 ? '$' : '');
}

/** A text of characters that the patterns tell apart, often some of them again and again. */
export function randomText(random: (n: number) => number): string {
  const some = Array.from({ length: 1 + random(4) }, () => chars[random(chars.length)] ?? '');
  return Array.from({ length: random(12) }, () => some[random(some.length)] ?? '').join('');
}

/** Text of the characters that mean something in patterns: a pattern now and then. */
export function randomGarbage(random: (n: number) => number): string {
  const signs = '()[]{}|*+?^$\\.,-:0123abPQEdxwpL<>imsUzAé';
  return Array.from({ length: 1 + random(10) }, () => signs[random(signs.length)] ?? '').join('');
}
