import type { CelError } from '../cel-error.ts';
import { builtSize } from '../values/built-size.ts';
import { absorbable } from './absorbable.ts';
import type { Collect } from './comprehension-results.ts';
import { countIterations } from './count-iterations.ts';
import type { Frame } from './frame.ts';
import { type Loop, visit } from './loop.ts';

/** As with `&&` and `||`, an element that decides wins over one that fails. */
export function quantify(loop: Loop, deciding: boolean, frame: Frame): boolean {
  let failure: CelError | undefined;
  for (const _ of visit(loop, frame)) {
    try {
      if (loop.condition(frame) === deciding) return deciding;
    } catch (error) {
      failure ??= absorbable(error);
    }
  }
  if (failure) throw failure;
  return !deciding;
}

/** All elements are visited, so that one that fails is never hidden by two that hold. */
export function count(loop: Loop, frame: Frame): number {
  let holding = 0;
  for (const _ of visit(loop, frame)) if (loop.condition(frame)) holding++;
  return holding;
}

export function filter(loop: Loop, frame: Frame): unknown[] {
  const kept: unknown[] = [];
  for (const { only } of visit(loop, frame)) if (loop.condition(frame)) kept.push(only);
  return kept;
}

export function build(loop: Loop, collect: Collect, frame: Frame): unknown {
  for (const { key } of visit(loop, frame)) if (loop.condition(frame)) collect.add(key, resultOf(loop, frame));
  return collect.collected;
}

function resultOf(loop: Loop, frame: Frame): unknown {
  const result = loop.result(frame);
  if (loop.isMeasured) countIterations(frame, builtSize(result), loop.place);
  return result;
}
