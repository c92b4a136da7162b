/** Line and column, both counted from 1. */
type Spot = readonly [line: number, column: number];

/** From this offset of a text on, each character stands one column further. */
type Run = readonly [offset: number, line: number, column: number];

/** A rule as the build writes it down: what `rule.yaml` says, and where it says it. */
export interface RuleData<Spec> {
  readonly spec: Spec;
  readonly status: string;
  readonly version?: string;
  readonly file: string;
  /** By JSON pointer relative to the rule; `""` is the rule itself. */
  readonly spots: Readonly<Record<string, Spot>>;
  /** Of every text: it may be folded over several lines. */
  readonly texts: Readonly<Record<string, readonly Run[]>>;
}

/** The rule as an engine takes it. Typed by what it does, since the library depends on no other package. */
export function packagedRule<Spec>({ spec, status, version, file, spots, texts }: RuleData<Spec>) {
  const placeOf = (pointer: string) => {
    const [line, column] = spots[nearest(spots, pointer)] ?? [1, 1];
    return { file, line, column };
  };
  return {
    spec,
    status,
    ...(version !== undefined && { version }),
    place: placeOf(''),
    placeOf,
    placeInText(pointer: string, offset: number) {
      const run = texts[nearest(spots, pointer)]?.findLast(([start]) => start <= offset);
      if (run === undefined) return placeOf(pointer);
      const [start, line, column] = run;
      return { file, line, column: column + offset - start };
    },
  };
}

/** The pointer, or its nearest ancestor that the rule has. */
function nearest(spots: RuleData<unknown>['spots'], pointer: string): string {
  let known = pointer;
  while (known !== '' && !Object.hasOwn(spots, known)) known = known.slice(0, Math.max(0, known.lastIndexOf('/')));
  return known;
}
