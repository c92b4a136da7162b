import { isDeepStrictEqual } from 'node:util';
import type { KernelWatch, SeenEvent } from './watch-kernel.ts';
import type { Act } from './workload.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Expects, for each act of a workload, one event that says the same; and none where an act must raise none. */
export function expectActs(watch: KernelWatch, acts: readonly Act[]): void {
  const used = new Set<SeenEvent>();
  for (const act of acts) {
    const candidates = watch.of(act.eventType, act.pid).filter((event) => !used.has(event));
    if (act.raises === false) {
      if (candidates.length > 0)
        throw new Error(`Expected no ${act.eventType} of ${act.act}, got ${candidates.length}`);
      continue;
    }
    const expected = expectedFields(act);
    const event = candidates.find((candidate) => isDeepStrictEqual(fieldsOf(candidate, expected), expected));
    if (event) used.add(event);
    else failWithNearest(act, expected, candidates);
  }
}

/** Members of acts that no event has under that name. */
const notFields = ['act', 'raises', 'count', 'elapsedNs', 'LD_PRELOAD', 'LD_LIBRARY_PATH'];

function expectedFields(act: Act): Fields {
  const fields: Record<string, unknown> = { error: undefined };
  for (const [name, value] of Object.entries(act))
    if (!notFields.includes(name)) fields[name] = comparable(name, value);
  // Elsewhere cwd is that of the last exec: the program has gone to its folder since.
  if (act.eventType !== 'exec') delete fields['cwd'];
  if (act['containerPid'] === act.pid) fields['containerPid'] = undefined;
  if (act.eventType === 'exit') Object.assign(fields, { exitCode: act['exitCode'] ?? 0, signal: act['signal'] ?? 0 });
  return fields;
}

/** What the event has of the fields that are expected. */
function fieldsOf(event: SeenEvent, expected: Fields): Fields {
  return Object.fromEntries(Object.keys(expected).map((name) => [name, comparable(name, event[name])]));
}

function comparable(name: string, value: unknown): unknown {
  return name === 'flags' && Array.isArray(value) ? [...value].sort() : value;
}

/** Shows how the event that comes nearest differs, with long values cut: vitest takes minutes to compare 100 KB. */
function failWithNearest(act: Act, expected: Fields, candidates: readonly SeenEvent[]): never {
  const likeness = (fields: Fields): number =>
    Object.keys(expected).filter((name) => isDeepStrictEqual(fields[name], expected[name])).length;
  const [nearest] = candidates.map((event) => fieldsOf(event, expected)).sort((a, b) => likeness(b) - likeness(a));
  const differing = Object.keys(expected).filter((name) => !isDeepStrictEqual(nearest?.[name], expected[name]));
  const show = (fields: Fields | undefined): string => {
    const shown = differing.map((name) => `${name} ${shorten(JSON.stringify(fields?.[name]))}`);
    return fields ? shown.join(', ') : `no ${act.eventType} of process ${act.pid}`;
  };
  throw new Error(`Expected of ${act.act} ${show(expected)}; got ${show(nearest)}`);
}

function shorten(text = 'nothing'): string {
  return text.length < 400 ? text : `${text.slice(0, 200)}…${text.slice(-200)} (${text.length} characters)`;
}
