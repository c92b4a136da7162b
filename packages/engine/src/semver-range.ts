/** A version: major, minor, patch, and what follows the hyphen (semver.org 2.0.0; build metadata does not count). */
interface Version {
  readonly numbers: readonly [number, number, number];
  readonly pre: readonly string[];
}

/** Below every other pre-release of the same three numbers: the lower end of x-ranges. */
const lowest: readonly string[] = ['0'];

type Test = (version: Version) => boolean;

/** Whether a version lies in the range. @throws Error `Expected a version, got "…"` */
export type VersionRange = (version: string) => boolean;

/**
 * Reads a range as npm writes them: `>= <= > < =`, `^`, `~`, x-ranges (`1.2.x`, `1`, `*`), a space for and, `||` for or.
 * Pre-releases are ordered like all versions and not left out: a release candidate of a newer agent has what the rule needs.
 * @throws Error `Expected a version range, got "…"`
 */
export function parseVersionRange(text: string): VersionRange {
  const alternatives = text.split('||').map((part) => parseAll(part, text));
  return (version) => {
    const parsed = parseVersion(version);
    return alternatives.some((tests) => tests.every((test) => test(parsed)));
  };
}

function parseAll(part: string, whole: string): readonly Test[] {
  // An operator may stand apart from its version: `>= 1.2`.
  const joined = part.trim().replace(/(>=|<=|>|<|=|\^|~)\s+/g, '$1');
  return joined === '' ? [] : joined.split(/\s+/).map((comparator) => parseComparator(comparator, whole));
}

const part = String.raw`(0|[1-9]\d{0,8}|[xX*])`;
const comparatorShape = new RegExp(
  String.raw`^(>=|<=|>|<|=|\^|~)?v?${part}(?:\.${part}(?:\.${part}(?:-([\w.-]+))?(?:\+[\w.-]+)?)?)?$`,
);

function parseComparator(text: string, whole: string): Test {
  const match = comparatorShape.exec(text);
  if (match === null) throw new Error(`Expected a version range, got "${whole}"`);
  const [, operator = '=', ...parts] = match;
  const given = parts
    .slice(0, 3)
    .map((value) => (value === undefined || /[xX*]/.test(value) ? undefined : Number(value)));
  const known = given.includes(undefined) ? given.slice(0, given.indexOf(undefined)) : given;
  const pre = parts[3]?.split('.') ?? [];
  const floor: Version = { numbers: numbersOf(known), pre: known.length < 3 ? lowest : pre };
  return testOf(operator, floor, known as readonly number[]);
}

/** @param known how many of the three numbers were given: `1.2` stands for all of 1.2.x */
function testOf(operator: string, floor: Version, known: readonly number[]): Test {
  const isWhole = known.length === 3;
  // The first version after all that the numbers stand for.
  const next = isWhole ? undefined : bump(known, known.length - 1);
  const atLeast: Test = (version) => compare(version, floor) >= 0;
  const below: Test = (version) => compare(version, floor) < 0;
  const pastAll: Test = (version) => next !== undefined && compare(version, next) >= 0;
  if (operator === '>=') return atLeast;
  if (operator === '<') return known.length === 0 ? () => false : below;
  if (operator === '>') return isWhole ? (version) => compare(version, floor) > 0 : pastAll;
  if (operator === '<=') return isWhole ? (version) => compare(version, floor) <= 0 : (version) => !pastAll(version);
  if (operator === '=' && isWhole) return (version) => compare(version, floor) === 0;
  const end =
    operator === '=' ? next : bump(known, operator === '^' ? caretIndex(known) : Math.min(known.length - 1, 1));
  return (version) => atLeast(version) && (end === undefined || compare(version, end) < 0);
}

/** `^` keeps the leftmost number that is not zero. */
function caretIndex(known: readonly number[]): number {
  const index = known.findIndex((number) => number > 0);
  return index < 0 ? known.length - 1 : index;
}

/** The first version with a higher number at the index, its pre-releases included; undefined when no number was given. */
function bump(known: readonly number[], index: number): Version | undefined {
  if (index < 0) return undefined;
  return { numbers: numbersOf([...known.slice(0, index), (known[index] ?? 0) + 1]), pre: lowest };
}

function numbersOf(given: readonly (number | undefined)[]): [number, number, number] {
  return [given[0] ?? 0, given[1] ?? 0, given[2] ?? 0];
}

function parseVersion(text: string): Version {
  const match = /^v?(\d{1,9})\.(\d{1,9})\.(\d{1,9})(?:-([\w.-]+))?(?:\+[\w.-]+)?$/.exec(text);
  if (match === null) throw new Error(`Expected a version, got "${text}"`);
  return { numbers: numbersOf(match.slice(1, 4).map(Number)), pre: match[4]?.split('.') ?? [] };
}

function compare(one: Version, other: Version): number {
  for (const [index, number] of one.numbers.entries()) {
    const difference = number - (other.numbers[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return comparePre(one.pre, other.pre);
}

/** Semver 2.0.0 section 11: none is above any; numbers below words; more parts above fewer. */
function comparePre(one: readonly string[], other: readonly string[]): number {
  if (one.length === 0 || other.length === 0) return other.length - one.length;
  for (const [index, part] of one.entries()) {
    const against = other[index];
    if (against === undefined) return 1;
    if (part !== against) return compareParts(part, against);
  }
  return one.length - other.length;
}

function compareParts(one: string, other: string): number {
  const [isNumber, isOtherNumber] = [/^\d+$/.test(one), /^\d+$/.test(other)];
  if (isNumber && isOtherNumber) return Number(one) - Number(other);
  if (isNumber !== isOtherNumber) return isNumber ? -1 : 1;
  return one < other ? -1 : 1;
}
