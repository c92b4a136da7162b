import { styleText } from 'node:util';

export type Style = Parameters<typeof styleText>[0];

/** Puts text into a style, or leaves it as it is where colour is not wanted. */
export type Paint = (style: Style, text: string) => string;

export function createPaint(hasColour: boolean): Paint {
  // styleText's own look at the stream is by standard output alone, and lets FORCE_COLOR write colour into a pipe.
  return hasColour ? (style, text) => styleText(style, text, { validateStream: false }) : (_style, text) => text;
}
