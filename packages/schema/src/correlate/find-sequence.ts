import { type Evidence, isWithin, type SequenceSpec } from './sequence-spec.ts';
import { createUnorderedState } from './unordered-state.ts';

/** Events that wait for the other steps of an `any`; looking for one among more takes too long. */
const maximumWaiting = 4096;

/**
 * The first sequence among all events of a key: in `sequence` the one that begins earliest, each later step filled by the
 * earliest later event; in `any` the one that is complete earliest.
 *
 * @param matches whether the event at that index fills the step; asked once for each
 */
export function findSequence<E>(
  events: readonly Evidence<E>[],
  spec: SequenceSpec,
  matches: (step: number, index: number) => boolean,
): Evidence<E>[] | undefined {
  return spec.order === 'any' ? findUnordered(events, spec, matches) : findOrdered(events, spec, matches);
}

function findOrdered<E>(
  events: readonly Evidence<E>[],
  { steps, windowNs }: SequenceSpec,
  matches: (step: number, index: number) => boolean,
): Evidence<E>[] | undefined {
  const indexes = Array.from({ length: steps }, (_, step) =>
    [...events.keys()].filter((index) => matches(step, index)),
  );
  // Where a later beginning comes to a step, no earlier one needs looking for: each step is gone through once.
  const reached: number[] = new Array(steps).fill(0);
  for (const start of indexes[0] ?? []) {
    const chosen = [start];
    for (let step = 1; step < steps; step++) {
      const fits = indexes[step] ?? [];
      let at = reached[step] ?? 0;
      while (at < fits.length && (fits[at] as number) <= (chosen[step - 1] as number)) at += 1;
      reached[step] = at;
      if (at === fits.length) return undefined;
      chosen.push(fits[at] as number);
    }
    const evidence = chosen.map((index) => events[index] as Evidence<E>);
    if (isWithin(windowNs, evidence[0]?.timeNs, evidence.at(-1)?.timeNs)) return evidence;
  }
  return undefined;
}

function findUnordered<E>(
  events: readonly Evidence<E>[],
  spec: SequenceSpec,
  matches: (step: number, index: number) => boolean,
): Evidence<E>[] | undefined {
  const state = createUnorderedState<E>(spec, maximumWaiting);
  for (const [index, evidence] of events.entries()) {
    const found = state.take(evidence, (step) => matches(step, index));
    if (found !== undefined) return found;
  }
  return undefined;
}
