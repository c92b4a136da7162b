import { type Evidence, isWithin, type SequenceSpec, type StepMatch } from './sequence-spec.ts';
import type { SequenceState } from './sequence-state.ts';

/** The events of a begun sequence, last first: beginnings that go on by the same event share nothing else. */
interface Link<E> {
  readonly evidence: Evidence<E>;
  readonly previous: Link<E> | undefined;
}

interface Begun<E> {
  readonly firstNs: bigint | undefined;
  readonly last: Link<E>;
}

/**
 * Steps in their order: each begun sequence takes the earliest later event for its next step.
 *
 * Beginnings that wait for the same step all go on by the same event, so they differ in nothing but the time of their first
 * event. Of two, the later one is of use only where its time is later, too; of those whose window is over only the oldest,
 * which an event without a time can still complete. What waits for a step is therefore in order of time.
 */
export function createOrderedState<E>(
  { steps, windowNs, refersBack = false }: SequenceSpec,
  maximum: number,
): SequenceState<E> {
  const waiting: Begun<E>[][] = Array.from({ length: steps }, () => []);
  const waitingFor = (step: number) => waiting[step] as Begun<E>[];
  let clockNs: bigint | undefined;
  let size = 0;
  let evicted = 0;

  const isOver = ({ firstNs }: Begun<E>) =>
    firstNs !== undefined && clockNs !== undefined && firstNs + windowNs < clockNs;

  const isOfUse = (begun: Begun<E>, before: Begun<E> | undefined) =>
    refersBack ||
    before === undefined ||
    (before.firstNs !== undefined && (begun.firstNs === undefined || begun.firstNs > before.firstNs));

  const prune = (list: Begun<E>[]) => {
    const kept = refersBack ? 0 : 1;
    let over = kept;
    while (over < list.length && isOver(list[over] as Begun<E>)) over += 1;
    const room = Math.max(0, list.length - (over - kept) - maximum);
    if (over > kept) list.splice(kept, over - kept);
    if (room > 0) list.splice(0, room);
    size -= over - kept + room;
    evicted += room;
  };

  const add = (step: number, begun: Begun<E>) => {
    const list = waitingFor(step);
    if (!isOfUse(begun, list.at(-1))) return;
    list.push(begun);
    size += 1;
    prune(list);
  };

  /** Takes out of those that wait for the step what goes on. */
  const goingOn = (step: number, matches: StepMatch<E>): Begun<E>[] => {
    const list = waitingFor(step);
    if (list.length === 0) return [];
    const goes = refersBack
      ? list.filter(({ last }) => matches(step, evidenceOf(last)))
      : matches(step, [])
        ? list
        : [];
    if (goes.length > 0) waiting[step] = goes === list ? [] : list.filter((begun) => !goes.includes(begun));
    size -= goes.length;
    return goes;
  };

  return {
    take(evidence, matches) {
      const { timeNs } = evidence;
      if (timeNs !== undefined && (clockNs === undefined || timeNs > clockNs)) clockNs = timeNs;
      const complete = goingOn(steps - 1, matches).find(({ firstNs }) => isWithin(windowNs, firstNs, timeNs));
      // From the last step to the first: one event never fills two steps of a sequence.
      for (let step = steps - 2; step >= 1; step--) {
        for (const { firstNs, last } of goingOn(step, matches)) {
          add(step + 1, { firstNs, last: { evidence, previous: last } });
        }
      }
      if (matches(0, [])) add(1, { firstNs: timeNs, last: { evidence, previous: undefined } });
      return complete && [...evidenceOf(complete.last), evidence];
    },
    furthest() {
      for (let step = steps - 1; step >= 1; step--) {
        const begun = waitingFor(step).findLast((one) => !isOver(one));
        if (begun === undefined) continue;
        const filled = evidenceOf(begun.last);
        return Array.from({ length: steps }, (_, at) => filled[at]);
      }
      return new Array(steps).fill(undefined);
    },
    get size() {
      return size;
    },
    get evicted() {
      return evicted;
    },
  };
}

function evidenceOf<E>(last: Link<E>): Evidence<E>[] {
  const evidence: Evidence<E>[] = [];
  for (let link: Link<E> | undefined = last; link !== undefined; link = link.previous) evidence.push(link.evidence);
  return evidence.reverse();
}
