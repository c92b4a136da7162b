import { isSimple, type Type } from '../../src/types/type.ts';
import type { Random } from '../random.ts';
import { chooseType } from './choose-type.ts';
import { textTerm } from './literal.ts';
import { closed } from './make-term.ts';
import { patterns } from './patterns.ts';
import type { Source } from './source.ts';
import type { Term } from './term.ts';

/** A parameter of a function. */
interface Parameter {
  readonly name: string;
  readonly index: number;
  readonly type: Type;
}

/**
 * An argument. Where a random text would hardly ever be a pattern, a number or a time, it often is one; and where a
 * number says how much is made, it is small.
 */
export function argument({ name, index, type }: Parameter, depth: number, source: Source): Term {
  const { make, random, world } = source;
  const pool = pools[name];
  if (pool && isSimple(type, 'string') && index === (name === 'matches' || name.startsWith('get') ? 1 : 0)) {
    if (name === 'matches' || random.chance(0.6)) return textTerm(random.pick(pool), type, random);
  }
  if (isSimple(type, 'int') && isCount(name, index, random)) return closed('literal', type, String(random.int(5)));
  if (isSimple(type, 'dyn')) return make(random.chance(0.5) ? chooseType(random, world.extensions, 1) : type, depth);
  return make(type, depth);
}

function isCount(name: string, index: number, random: Random): boolean {
  if (name === 'lists.range') return true;
  return index > 0 && !name.startsWith('operator') && random.chance(0.7);
}

const zones = ['UTC', 'Europe/Berlin', 'America/St_Johns', '+05:30', '-08:00', 'Nowhere/At'];

const pools: Readonly<Record<string, readonly string[]>> = {
  matches: patterns,
  int: ['0', '-1', '12', '9223372036854775807', '9223372036854775808', ' 1', '1.0', '+3', '0x1'],
  uint: ['0', '12', '18446744073709551615', '18446744073709551616', '-1', '1u'],
  double: ['0', '-1.5', '1e3', 'NaN', 'Infinity', '-inf', '.5', '1e400', '0x1'],
  bool: ['true', 'false', 'True', 't', 'F', '1', 'yes'],
  timestamp: [
    '2009-02-13T23:31:30Z',
    '2024-02-29T00:00:00.123456789+05:30',
    '0001-01-01T00:00:00Z',
    '2023-02-29T00:00:00Z',
  ],
  duration: ['1h30m', '-1.5s', '100ms', '1us', '0', '1d', '1h-1m', '9999999999h'],
  getHours: zones,
  getMinutes: zones,
  getDate: zones,
  getDayOfWeek: zones,
  getDayOfYear: zones,
  getFullYear: zones,
  ip: ['10.0.0.1', '::1', '10.0.0.256', '::ffff:1.2.3.4'],
  cidr: ['10.0.0.0/8', '::/0', '10.0.0.0/33'],
};
