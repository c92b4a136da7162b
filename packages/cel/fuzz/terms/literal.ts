import { isSimple, type Type } from '../../src/types/type.ts';
import type { Random } from '../random.ts';
import { bytes, doubles, durations, ints, names, texts, timestamps, uints } from '../values/edges.ts';
import { closed, loose, operand, separated } from './make-term.ts';
import { binding, type Part, type Term } from './term.ts';
import { bytesLiteral, textLiteral } from './text-literal.ts';

/** The simplest expression of a type: a literal, or a conversion of one; lists and maps of one element or none. */
export function literal(type: Type, random: Random): Term {
  switch (type.kind) {
    case 'list':
      return closed('[…]', type, '[', ...separated(some(random, [loose(literal(type.element, random))])), ']');
    case 'map':
      return closed('{…}', type, '{', ...some(random, entry(type, random)), '}');
    case 'optional':
      return optionalLiteral(type, random);
    case 'type':
      return closed('literal', type, random.pick(['int', 'string', 'list', 'null_type', 'google.protobuf.Timestamp']));
    case 'simple':
      return scalars[type.name]?.(type, random) ?? converted(type, random);
    default:
      throw new RangeError(`Expected a type that has literals, got "${type.kind}"`);
  }
}

/** The pieces, or now and then none. */
function some<T>(random: Random, pieces: readonly T[]): readonly T[] {
  return random.chance(0.3) ? [] : pieces;
}

function entry({ key, value }: Type & { readonly kind: 'map' }, random: Random): readonly (string | Part)[] {
  const name = isSimple(key, 'string') ? textTerm(random.pick(names), key, random) : literal(key, random);
  return [loose(name), ': ', loose(literal(value, random))];
}

function optionalLiteral(type: Type & { readonly kind: 'optional' }, random: Random): Term {
  if (random.chance(0.3)) return closed('optional.none', type, 'optional.none()');
  return closed('optional.of', type, 'optional.of(', loose(literal(type.element, random)), ')');
}

/** A text in quotes, as an argument. */
export function textTerm(text: string, type: Type, random: Random): Term {
  return closed('literal', type, textLiteral(text, random));
}

const scalars: Readonly<Record<string, (type: Type, random: Random) => Term>> = {
  bool: (type, random) => closed('literal', type, random.pick(['true', 'false'])),
  null_type: (type) => closed('literal', type, 'null'),
  int: (type, random) => number(type, intText(random), random),
  uint: (type, random) => number(type, `${random.chance(0.6) ? random.int(4) : random.pick(uints)}u`, random),
  double: (type, random) => number(type, doubleText(random), random),
  string: (type, random) => textTerm(random.pick(texts), type, random),
  bytes: (type, random) => closed('literal', type, bytesLiteral(random.pick(bytes), random)),
  'google.protobuf.Timestamp': (type, random) => call('timestamp', type, timestampText(random)),
  'google.protobuf.Duration': (type, random) => call('duration', type, `"${random.pick(durations)}ns"`),
  'net.IP': (type, random) => call('ip', type, random.pick(['"10.0.0.1"', '"::1"', '"255.255.255.255"', '"fe80::1"'])),
  'net.CIDR': (type, random) =>
    call('cidr', type, random.pick(['"10.0.0.0/8"', '"::/0"', '"10.0.0.1/32"', '"fe80::/10"'])),
};

function number(type: Type, text: string, random: Random): Term {
  if (!text.startsWith('-')) return closed('literal', type, text);
  // The sign is an operator where a selection follows.
  return { type, binding: binding.unary, pieces: [random.chance(0.1) ? `- ${text.slice(1)}` : text], tag: 'literal' };
}

function intText(random: Random): string {
  const value = random.chance(0.7) ? BigInt(random.int(8) - 2) : random.pick(ints);
  if (value < 0n || random.chance(0.9)) return String(value);
  return `0x${value.toString(16)}`;
}

function doubleText(random: Random): string {
  const value = random.pick(doubles.filter(Number.isFinite));
  const text = Object.is(value, -0) ? '-0' : String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

function timestampText(random: Random): string {
  const ns = random.pick(timestamps);
  const seconds = ns / 1_000_000_000n - (ns % 1_000_000_000n < 0n ? 1n : 0n);
  const fraction = ns - seconds * 1_000_000_000n;
  const text = new Date(Number(seconds) * 1000).toISOString().replace('.000Z', '');
  return `"${text}${fraction === 0n ? '' : `.${String(fraction).padStart(9, '0')}`}Z"`;
}

function call(name: string, type: Type, argument: string): Term {
  return closed(name, type, `${name}(${argument})`);
}

/** Of dyn: any of the others. */
function converted(type: Type, random: Random): Term {
  const name = random.pick(['int', 'uint', 'double', 'string', 'bool', 'null_type'] as const);
  const inner = literal({ kind: 'simple', name }, random);
  return closed('dyn', type, 'dyn(', ...separated([loose(inner)]), ')');
}

/** `-x`, whose operand is no sign itself. */
export function negated(term: Term, random: Random): Term {
  return { type: term.type, binding: binding.unary, pieces: ['-', operand(term, binding.member, random)], tag: '-_' };
}
