/** Sizes of the ring between kernel and program, bytes; each is a power of two. */
export const ringSizes = {
  minimum: 64 * 2 ** 10,
  /** Holds 40,000 opens: a fifth of a second of a flood, three seconds of a busy machine. */
  default: 8 * 2 ** 20,
  maximum: 2 ** 30,
} as const;

/** Whether a ring can have this size. */
export function isRingSize(bytes: number): boolean {
  return Number.isInteger(Math.log2(bytes)) && bytes >= ringSizes.minimum && bytes <= ringSizes.maximum;
}
