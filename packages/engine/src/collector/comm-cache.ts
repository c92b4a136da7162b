import { commBytes } from './wire.ts';

/** Command names by their bytes: most events are of a few programs, and to make a text costs more than to find it. */
export interface CommCache {
  /** The text of the four words of a command name, up to its NUL. */
  read(words: Uint32Array, at: number): string;
}

const places = 256;
const wordsOfComm = commBytes / 4;

/** Keeps one name for each of 256 places. */
export function createCommCache(): CommCache {
  const kept = new Uint32Array(places * wordsOfComm);
  const texts = new Array<string>(places).fill('');

  return {
    read(words, at) {
      const [a, b, c, d] = [words[at], words[at + 1], words[at + 2], words[at + 3]] as [number, number, number, number];
      const hash = Math.imul(Math.imul(Math.imul(a ^ b, 0x2c1b3c6d) ^ c, 0x2c1b3c6d) ^ d, 0x2c1b3c6d);
      const place = hash >>> 24;
      const from = place * wordsOfComm;
      if (kept[from] !== a || kept[from + 1] !== b || kept[from + 2] !== c || kept[from + 3] !== d) {
        kept.set([a, b, c, d], from);
        texts[place] = textOf(kept.subarray(from, from + wordsOfComm));
      }
      return texts[place] as string;
    },
  };
}

function textOf(words: Uint32Array): string {
  const bytes = Buffer.from(words.buffer, words.byteOffset, commBytes);
  const end = bytes.indexOf(0);
  return bytes.toString('utf8', 0, end < 0 ? commBytes : end);
}
