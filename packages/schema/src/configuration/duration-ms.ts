const unitMs = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 } as const;

const part = /(\d+(?:\.\d*)?|\.\d+)(ms|s|m|h)/y;

/**
 * A duration as Go writes it, such as 500ms, 30s, 5m, 1h30m, in milliseconds.
 * @returns undefined for any other text
 */
export function durationMs(text: string): number | undefined {
  let totalMs = 0;
  let end = 0;
  part.lastIndex = 0;
  for (let match = part.exec(text); match !== null; match = part.exec(text)) {
    totalMs += Number(match[1]) * unitMs[match[2] as keyof typeof unitMs];
    end = part.lastIndex;
  }
  return end === 0 || end !== text.length ? undefined : totalMs;
}
