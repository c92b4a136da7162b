import { dyn, isSimple, listOf, mapOf, type Type } from './type.ts';

/** Whether a value of type `actual` may stand where `expected` is asked for; dyn goes with all but object types. */
export function accepts(expected: Type, actual: Type): boolean {
  if (expected.kind === 'empty' || actual.kind === 'empty') return true;
  // An event is a view whose fields are only safe through its declaration: it never becomes dyn.
  if (expected.kind === 'object' || actual.kind === 'object') return sameObject(expected, actual);
  if (isSimple(expected, 'dyn') || isSimple(actual, 'dyn')) return !holdsObject(expected) && !holdsObject(actual);
  if (expected.kind === 'list' && actual.kind === 'list') return accepts(expected.element, actual.element);
  if (expected.kind === 'map' && actual.kind === 'map') {
    return accepts(expected.key, actual.key) && accepts(expected.value, actual.value);
  }
  return expected.kind === 'simple' && actual.kind === 'simple' && expected.name === actual.name;
}

/** Whether every value of type `actual` is one of `expected`, so that nothing is left to check at run time. */
export function isCertain(expected: Type, actual: Type): boolean {
  if (actual.kind === 'empty' || isSimple(expected, 'dyn')) return true;
  if (expected.kind === 'list' && actual.kind === 'list') return isCertain(expected.element, actual.element);
  if (expected.kind === 'map' && actual.kind === 'map') {
    return isCertain(expected.key, actual.key) && isCertain(expected.value, actual.value);
  }
  return !isSimple(actual, 'dyn') && accepts(expected, actual);
}

/** The type of a value that has one of two types; undefined where the two do not go together. */
export function join(a: Type, b: Type): Type | undefined {
  if (a.kind === 'empty') return b;
  if (b.kind === 'empty') return a;
  if (!accepts(a, b)) return undefined;
  if (a.kind === 'list' && b.kind === 'list') return listOf(join(a.element, b.element) ?? dyn);
  if (a.kind === 'map' && b.kind === 'map') return mapOf(join(a.key, b.key) ?? dyn, join(a.value, b.value) ?? dyn);
  return isSimple(b, 'dyn') ? b : a;
}

export function holdsObject(type: Type): boolean {
  if (type.kind === 'list') return holdsObject(type.element);
  if (type.kind === 'map') return holdsObject(type.key) || holdsObject(type.value);
  return type.kind === 'object';
}

function sameObject(a: Type, b: Type): boolean {
  return a.kind === 'object' && b.kind === 'object' && a.name === b.name;
}
