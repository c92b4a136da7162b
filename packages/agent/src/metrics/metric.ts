/** A metric: its text for Prometheus and the documentation, and where its values come from. */
export interface Metric<S> {
  readonly name: string;
  readonly type: 'counter' | 'gauge';
  readonly help: string;
  readonly labels: readonly string[];
  /** A value for each set of labels, in the order of `labels`. */
  readonly read: (source: S) => Iterable<Sample>;
}

/** A value with its labels. */
export type Sample = readonly [value: number, ...labels: string[]];

/** A metric of one value. */
export function single<S>(
  type: Metric<S>['type'],
  name: string,
  { help, value }: { readonly help: string; readonly value: (source: S) => number | undefined },
): Metric<S> {
  const read = (source: S): Sample[] => {
    const found = value(source);
    return found === undefined ? [] : [[found]];
  };
  return { name, type, help, labels: [], read };
}

/** A metric with a value for each entry of a table: the key is its one label. */
export function byKey<S>(
  name: string,
  {
    help,
    label,
    values,
  }: {
    readonly help: string;
    readonly label: string;
    readonly values: (source: S) => Readonly<Record<string, number>>;
  },
): Metric<S> {
  const read = (source: S) => Object.entries(values(source)).map(([key, value]): Sample => [value, key]);
  return { name, type: 'counter', help, labels: [label], read };
}
