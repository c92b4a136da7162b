import {
  produceBind,
  produceChoice,
  produceConversion,
  produceEntry,
  produceField,
  produceIndex,
} from './produce-any.ts';
import { produceAnyOf } from './produce-any-of.ts';
import { produceArithmetic } from './produce-arithmetic.ts';
import { produceComparison, produceHas, produceLogical, produceMembership, produceQuantifier } from './produce-bool.ts';
import { produceCall, produceFormat } from './produce-call.ts';
import { produceList, produceListMacro, produceMap, produceMapMacro } from './produce-collection.ts';
import { produceOptional, produceOrValue } from './produce-optional.ts';
import { produceTests } from './produce-tests.ts';
import type { Produce } from './source.ts';

/** All ways to make a term; one that stands twice is taken twice as often. */
export const producers: readonly Produce[] = [
  produceCall,
  produceCall,
  produceCall,
  produceCall,
  produceLogical,
  produceLogical,
  produceComparison,
  produceComparison,
  produceArithmetic,
  produceArithmetic,
  produceTests,
  produceTests,
  produceAnyOf,
  produceQuantifier,
  produceMembership,
  produceHas,
  produceChoice,
  produceIndex,
  produceEntry,
  produceField,
  produceBind,
  produceConversion,
  produceFormat,
  produceList,
  produceList,
  produceListMacro,
  produceListMacro,
  produceMap,
  produceMap,
  produceMapMacro,
  produceOptional,
  produceOptional,
  produceOrValue,
];
