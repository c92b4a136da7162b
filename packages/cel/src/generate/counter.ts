import type { Place } from './place.ts';

/** The name of the counter of the elements that all loops of an evaluation visit. */
export function counterOf({ context }: Place): string {
  if (context.counter === undefined) {
    context.counter = context.unit.fresh('visited');
    context.root.declare(context.counter, '0');
  }
  return context.counter;
}
