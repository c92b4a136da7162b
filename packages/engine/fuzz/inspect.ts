/** What went wrong, and what was said of it. */
export interface Find {
  readonly what: string;
  readonly said: string;
}

/** What is there to see: a new answer for every piece of memory. Throws what nothing may throw. */
export type Read = (memory: Buffer) => unknown;

export interface Bounds {
  /** No answer may be longer, as JSON, in characters. */
  readonly maxOutput: number;
}

/** What no input may take. A single one takes microseconds; the machine may be busy. */
const maxMs = 2000;
const around = 256;
const poisons = [0x00, 0x61];

/**
 * Reads the same bytes in the middle of two memories that differ around them: an answer that differs, too, has looked at what
 * is not its own.
 */
export function inspect(bytes: Buffer, read: Read, { maxOutput }: Bounds): Find | undefined {
  const answers: string[] = [];
  for (const poison of poisons) {
    const start = performance.now();
    try {
      answers.push(JSON.stringify(read(placed(bytes, poison)), asText) ?? 'undefined');
    } catch (error) {
      return { what: 'thrown', said: error instanceof Error ? `${error.stack}` : String(error) };
    }
    const took = performance.now() - start;
    if (took > maxMs) return { what: 'slow', said: `${took.toFixed()} ms` };
  }
  const [one = '', other = ''] = answers;
  if (one.length > maxOutput) return { what: 'long', said: `${one.length} characters, ${maxOutput} are allowed` };
  return one === other ? undefined : { what: 'read outside', said: `${one}\n  ${other}` };
}

function placed(bytes: Buffer, poison: number): Buffer {
  const memory = Buffer.from(new ArrayBuffer(bytes.length + 2 * around)).fill(poison);
  bytes.copy(memory, around);
  return memory.subarray(around, around + bytes.length);
}

function asText(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? `${value}` : value;
}
