import { CelError, type TextRange } from '../cel-error.ts';
import { placeOf } from './places.ts';

/** @throws CelError evaluation, always */
export function failAt(place: TextRange, message: string): never {
  throw new CelError('evaluation', message, placeOf(place));
}
