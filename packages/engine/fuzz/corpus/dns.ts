/** DNS messages of RFC 1035: what resolvers send, and what only an attacker would. */
export const dnsMessages: Readonly<Record<string, Buffer>> = {
  question: message('0100', [1, 0], '0377777707657861 6d706c6503636f6d00 0001 0001'),
  'two questions': message('0100', [2, 0], '016100 0001 0001 016200 001c 0001'),
  'question with EDNS': message('0120', [1, 0, 0, 1], '016100 0001 0001 00 0029 1000 00000000 0000'),
  'answer A, compressed': message('8180', [1, 1], '016100 0001 0001 c00c 0001 0001 0000003c 0004 c0000201'),
  'answer AAAA': message(
    '8180',
    [1, 1],
    '016100 001c 0001 c00c 001c 0001 0000003c 0010 20010db8000000000000000000000001',
  ),
  'answer CNAME, then A': message(
    '8180',
    [1, 2],
    '016100 0001 0001 c00c 0005 0001 00000001 0004 0162c00c c01f 0001 0001 00000001 0004 7f000001',
  ),
  'answer without a question': message('8180', [0, 1], '016100 0001 0001 0000003c 0004 c0000201'),
  'name of the root': message('0100', [1, 0], '00 0002 0001'),
  'labels with dots, backslashes and no UTF-8': message('0100', [1, 0], '042e5c00ff 02c328 00 0001 0001'),
  'name of 255 bytes': message('0100', [1, 0], `${`3f${'61'.repeat(63)}`.repeat(3)}3d${'61'.repeat(61)}00 0001 0001`),
  'pointer at itself': message('0100', [1, 0], 'c00c 0001 0001'),
  'pointers in a circle': message('0100', [1, 0], 'c00e c00c 0001 0001'),
  'pointer beyond the end': message('0100', [1, 0], 'ffff 0001 0001'),
  'pointer cut in half': message('0100', [1, 0], 'c0'),
  'chain of pointers': chainOfPointers(),
  'sixteen questions, one by pointer': message('0100', [16, 0], `016100 0001 0001 ${'c00c 0001 0001'.repeat(15)}`),
  'counts of 65,535': message(
    '8180',
    [1, 65_535, 65_535, 65_535],
    '016100 0001 0001 c00c 0001 0001 00000000 0004 01020304',
  ),
  'header alone': message('0100', [0, 0], ''),
  nothing: Buffer.alloc(0),
};

function message(flags: string, counts: readonly number[], rest: string): Buffer {
  const words = [0, 1, 2, 3].map((index) => (counts[index] ?? 0).toString(16).padStart(4, '0'));
  return Buffer.from(`1234${flags}${words.join('')}${rest}`.replaceAll(' ', ''), 'hex');
}

/** The first answer's data are eight thousand pointers, each at the one before; the names of the others begin at the last. */
function chainOfPointers(): Buffer {
  const start = 24;
  const targets = Array.from({ length: 8000 }, (_, index) => (index === 0 ? start - 1 : start + 2 * (index - 1)));
  const pointers = targets.map((target) => (0xc000 | target).toString(16)).join('');
  const dataBytes = (1 + 2 * targets.length).toString(16).padStart(4, '0');
  const last = (0xc000 | (start + 2 * (targets.length - 1))).toString(16);
  const others = `${last} 0010 0001 00000000 0000`.repeat(255);
  return message('8180', [0, 256], `00 0010 0001 00000000 ${dataBytes} 00 ${pointers} ${others}`);
}
