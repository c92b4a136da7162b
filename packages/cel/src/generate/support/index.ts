import { builtSize } from '../../values/built-size.ts';
import { compare } from '../../values/compare.ts';
import { equals } from '../../values/equals.ts';
import { mapFind, mapKeys, mapSize } from '../../values/map-value.ts';
import { textScale } from '../../values/text-scale.ts';
import { giveUp } from '../give-up.ts';
import * as integers from './integers.ts';
import * as read from './read.ts';
import * as texts from './texts.ts';
import * as values from './values.ts';

/** What generated code may call by name. */
export const support = {
  ...integers,
  ...read,
  ...texts,
  ...values,
  builtSize,
  compare,
  equals,
  giveUp,
  mapFind,
  mapKeys,
  mapSize,
  textScale,
} as const;

export type SupportName = keyof typeof support;
