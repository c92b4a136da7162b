import { arithmetic } from './arithmetic.ts';
import { conversions } from './conversions.ts';
import type { Declaration } from './declaration.ts';
import { encoders } from './encoders.ts';
import type { Extension } from './extension.ts';
import { lists } from './lists.ts';
import { math } from './math.ts';
import { network } from './network.ts';
import { optionals } from './optionals.ts';
import { createPatterns } from './patterns.ts';
import { sets } from './sets.ts';
import { standardStrings } from './standard-strings.ts';
import { strings } from './strings.ts';
import { timeFunctions } from './time.ts';

const functions: Readonly<Record<Extension, readonly Declaration[]>> = {
  strings,
  math,
  encoders,
  optionals,
  lists,
  sets,
  network,
  // Macros only.
  bindings: [],
  block: [],
  comprehensions2: [],
};

/** Every function and operator that has overloads: the standard's, and those of extensions. */
export function createLibrary(extensions: readonly Extension[]): Declaration[] {
  const standard = [...arithmetic, ...conversions, ...standardStrings(createPatterns()), ...timeFunctions()];
  return [...standard, ...extensions.flatMap((extension) => functions[extension])];
}
