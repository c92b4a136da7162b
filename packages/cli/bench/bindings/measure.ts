import { createEngine } from '@rulelibrary/engine';
import { bindingsOf, type PodPlace, podsOf, rulesOf } from './cluster.ts';

/** Milliseconds and nanoseconds of CPU time. */
export interface BindingFigures {
  readonly startMs: number;
  readonly swapMs: number;
  readonly swapAllMs: number;
  readonly podsMs: number;
  readonly podsMiB: number;
  readonly bindingsMs: number;
  readonly eventNs: number;
  readonly unboundNs: number;
}

/** Events a pod that are measured. */
const rounds = 40;

/** 200 rules, 50 bindings and 5,000 pods of 500 namespaces, one thread. */
export async function measureBindings(): Promise<BindingFigures> {
  const [rules, oneChanged, allChanged] = await Promise.all([rulesOf(0), rulesOf(1), rulesOf(200)]);
  const pods = podsOf(5_000);
  const bindings = bindingsOf(50);
  let engine = createEngine({ rules: [] });
  const startMs = timeMs(() => {
    engine = createEngine({ rules, bindings });
  });
  const swapMs = timeMs(() => engine.update({ rules: oneChanged }));
  const swapAllMs = timeMs(() => engine.update({ rules: allChanged }));
  const passOnce = () => pass(engine.evaluate, pods);
  const before = heapMiB();
  const podsMs = timeMs(passOnce);
  const podsMiB = heapMiB() - before;
  const bindingsMs = timeMs(() => {
    engine.update({ bindings: bindings.slice(1) });
    passOnce();
  });
  const unbound = createEngine({ rules: allChanged });
  return {
    startMs,
    swapMs,
    swapAllMs,
    podsMs,
    podsMiB,
    bindingsMs,
    eventNs: eventNs(() => passOnce(), pods.length),
    unboundNs: eventNs(() => pass(unbound.evaluate, pods), pods.length),
  };
}

function pass(evaluate: ReturnType<typeof createEngine>['evaluate'], pods: readonly PodPlace[]): void {
  for (const { info, event } of pods) evaluate(event, info, Date.UTC(2026, 10, 21));
}

/** The median of the rounds after the first, which is the compiler's. */
function eventNs(once: () => void, events: number): number {
  const times = Array.from({ length: rounds }, () => timeMs(once));
  return ((times.slice(1).sort((a, b) => a - b)[rounds >> 1] ?? 0) / events) * 1e6;
}

/** Of CPU time: a busy machine hides what the clock says. */
function timeMs(run: () => unknown): number {
  const started = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1_000;
}

function heapMiB(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 2 ** 20;
}
