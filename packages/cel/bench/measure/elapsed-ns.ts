/** How long something takes. */
export function elapsedNs(act: () => void): number {
  const began = process.hrtime.bigint();
  act();
  return Number(process.hrtime.bigint() - began);
}
