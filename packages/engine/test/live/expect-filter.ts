import { deepStrictEqual } from 'node:assert';
import { type EventFilter, filterClasses, type PushedCondition } from '@rulelibrary/engine';
import type { KernelWatch } from './watch-kernel.ts';
import { makeFolder, runWorkload } from './workload.ts';

/** Opens files of which the kernel is asked for some, by the beginning of their path and by the whole of it. */
export async function expectFilter(watch: KernelWatch, folder: string, times: number): Promise<void> {
  const [prefix, exact] = [makeFolder(folder), makeFolder(folder)];
  watch.collector.setFilter(
    opensThat([
      { field: 'path', operator: 'prefix', value: `${prefix}/op`, classes: filterClasses },
      { field: 'path', operator: 'equals', value: `${exact}/openat-1`, classes: filterClasses },
    ]),
  );
  const before = watch.collector.stats().types.open.filtered;
  const runs = [
    await runWorkload('open', prefix, ['openat', times]),
    await runWorkload('open', exact, ['openat', times]),
  ];
  await watch.settle();
  const paths = runs.flatMap(({ pid }) => watch.of('open', pid)).map((event) => String(event['path']));
  const expected = [...Array.from({ length: times }, (_, n) => `${prefix}/openat-${n}`), `${exact}/openat-1`];
  deepStrictEqual(
    paths.filter((path) => path.startsWith(folder)),
    expected,
  );
  const filtered = watch.collector.stats().types.open.filtered - before;
  if (filtered < times - 1) throw new Error(`Expected ${times - 1} opens to be filtered, got "${filtered}"`);
  watch.collector.setFilter(undefined);
}

function opensThat(conditions: readonly PushedCondition[]): EventFilter {
  const all = <Value>(value: Value) =>
    Object.fromEntries(filterClasses.map((name) => [name, value])) as Record<(typeof filterClasses)[number], Value>;
  const opens = { byClass: all('conditions' as const), conditions, reasons: {}, readers: all([]) };
  return { types: new Map([['open', opens]]), namespaces: new Map() };
}
