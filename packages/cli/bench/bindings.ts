import { type BindingFigures, measureBindings } from './bindings/measure.ts';

/** npm run bench -- bindings: what rules, bindings and pods of a large cluster cost an engine. */
export async function benchBindings(asJson: boolean): Promise<void> {
  const figures = await measureBindings();
  console.log(asJson ? JSON.stringify(figures) : render(figures));
}

function render({
  startMs,
  swapMs,
  swapAllMs,
  podsMs,
  podsMiB,
  bindingsMs,
  eventNs,
  unboundNs,
}: BindingFigures): string {
  return [
    `200 rules, from nothing           ${startMs.toFixed(0)} ms`,
    `the same with 1 changed           ${swapMs.toFixed(0)} ms`,
    `the same with all changed         ${swapAllMs.toFixed(0)} ms`,
    `the first event of 5,000 pods     ${podsMs.toFixed(0)} ms, ${podsMiB.toFixed(0)} MiB`,
    `50 bindings exchanged, and again  ${bindingsMs.toFixed(0)} ms`,
    `an event of any of these pods     ${eventNs.toFixed(0)} ns; without bindings ${unboundNs.toFixed(0)} ns`,
  ].join('\n');
}
