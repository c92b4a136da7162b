import type { Find } from './inspect.ts';
import type { Random } from './random.ts';

/** A reader of untrusted bytes, and how to look at what it does. */
export interface Target {
  readonly name: string;
  /** Well-formed and odd inputs to start from, by what they are. */
  readonly corpus: Readonly<Record<string, Buffer>>;
  /** @param random for what the bytes alone do not say; the same for the same seed */
  look(bytes: Buffer, random: Random): Find | undefined;
}
