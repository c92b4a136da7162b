import { isSimple, type Type } from '../../src/types/type.ts';
import type { Names } from '../world.ts';

/** The variables and fields that are texts. */
export function textNames({ variables, fields, object }: Names): readonly string[] {
  const isText = ([, type]: readonly [string, Type]) => isSimple(type, 'string');
  const members = [...fields].filter(isText).map(([name]) => `${object}.${name}`);
  return [...[...variables].filter(isText).map(([name]) => name), ...members];
}
