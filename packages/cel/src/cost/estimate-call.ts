import type { CallExpr } from '../tree/expr.ts';
import type { Type } from '../types/type.ts';
import { type AssumedSizes, assumedExtent } from './assumed-extent.ts';
import { type CallEstimate, callEstimates } from './call-estimates.ts';
import { built, builtList, type Extent, scalar, traversal, union } from './extent.ts';

/** A function of the host looks things up in what it knows of a container. */
const stepsOfHost = 10;
/** A number or a time written out. */
const leastText = 64;

/** What a call costs on top of its arguments, and how large its result can be. */
export function estimateCall(expr: CallExpr, extents: readonly Extent[], sizes: AssumedSizes): CallEstimate {
  const isOfLanguage = expr.overloads.every(({ isPure }) => isPure);
  if (!isOfLanguage) return { steps: stepsOfHost + looking(extents), extent: assumedExtent(expr.type, sizes) };
  const estimate = Object.hasOwn(callEstimates, expr.name) ? callEstimates[expr.name] : undefined;
  const { steps, extent } = estimate?.(extents, expr.args) ?? inProportion(expr.type, extents);
  return { steps: 1 + steps, extent };
}

/** Goes through what it is given once, and gives no more than that. */
function inProportion(type: Type, extents: readonly Extent[]): CallEstimate {
  const element = extents.map((extent) => extent.element ?? scalar).reduce(union, scalar);
  const length = Math.max(leastText, element.length, sum(extents.map((extent) => extent.length)));
  const list = builtList(Math.max(element.count, sum(extents.map(({ count }) => count))), element);
  return { steps: looking(extents), extent: ofType(type, built(length), list) };
}

/** Each text gone through, and each list, but not what is in it. */
function looking(extents: readonly Extent[]): number {
  return sum(extents.map(({ length, count }) => (length === 0 ? 0 : traversal(length)) + count));
}

function ofType(type: Type, text: Extent, list: Extent): Extent {
  if (type.kind === 'list' || type.kind === 'map') return list;
  if (type.kind !== 'simple') return { ...list, length: text.length };
  if (type.name === 'string' || type.name === 'bytes') return text;
  return type.name === 'dyn' ? { ...list, length: text.length } : scalar;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
