import { arithmetic } from './arithmetic.ts';
import { conversions } from './conversions.ts';
import type { Declaration } from './declaration.ts';
import { createPatterns } from './patterns.ts';
import { stringFunctions } from './strings.ts';
import { timeFunctions } from './time.ts';

/** Every function and operator that has overloads: the standard's and the `strings` extension. */
export function createLibrary(): Declaration[] {
  return [...arithmetic, ...conversions, ...stringFunctions(createPatterns()), ...timeFunctions()];
}
