/** The number that parts of the same width in bits make up, the highest first. */
export function joinGroups(groups: readonly number[], width: bigint): bigint {
  return groups.reduce((bits, group) => (bits << width) | BigInt(group), 0n);
}

/** The parts of a number, the highest first. */
export function splitGroups(bits: bigint, count: number, width: number): number[] {
  const groups: number[] = [];
  for (let at = (count - 1) * width; at >= 0; at -= width) {
    groups.push(Number(BigInt.asUintN(width, bits >> BigInt(at))));
  }
  return groups;
}
