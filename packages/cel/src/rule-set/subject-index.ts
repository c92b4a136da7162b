import { plainInteger } from '../generate/support/integers.ts';
import { lowerAscii } from '../generate/support/texts.ts';
import { ContentIndex } from './content-index.ts';
import type { Hits } from './hits.ts';
import type { Operator } from './literal.ts';
import { PartIndex } from './part-index.ts';

/** A value that a rule asks of a subject. */
export interface Asked {
  readonly rule: number;
  readonly operator: Operator;
  readonly value: string | bigint;
  readonly isLower: boolean;
}

/** The rules that ask for values of one text. */
export class TextIndex {
  readonly #equals: ReadonlyMap<string, readonly number[]> | undefined;
  readonly #equalsInLower: ReadonlyMap<string, readonly number[]> | undefined;
  readonly #indexes: readonly (PartIndex | ContentIndex)[];

  constructor(asked: readonly Asked[]) {
    const of = (operator: Operator, isLower: boolean) =>
      asked
        .filter((one) => one.operator === operator && one.isLower === isLower)
        .map(({ rule, value }) => ({ rule, value: String(value) }));
    this.#equals = byValue(of('equals', false));
    this.#equalsInLower = byValue(of('equals', true));
    this.#indexes = [false, true].flatMap((isLower) => [
      ...partIndex(of('prefix', isLower), { isBackward: false, isLower }),
      ...partIndex(of('suffix', isLower), { isBackward: true, isLower }),
      ...contentIndex(of('contains', isLower), isLower),
    ]);
  }

  find(text: string, hits: Hits): void {
    const equal = this.#equals?.get(text);
    if (equal !== undefined) hits.addAll(equal);
    const equalInLower = this.#equalsInLower?.get(lowerAscii(text));
    if (equalInLower !== undefined) hits.addAll(equalInLower);
    for (let i = 0; i < this.#indexes.length; i++) (this.#indexes[i] as PartIndex | ContentIndex).find(text, hits);
  }
}

/** The rules that ask for values of one integer. */
export class IntegerIndex {
  readonly #equals = new Map<number | bigint, number[]>();

  constructor(asked: readonly Asked[]) {
    for (const { rule, value } of asked) {
      const key = typeof value === 'bigint' ? plainInteger(value) : Number.NaN;
      const rules = this.#equals.get(key) ?? [];
      this.#equals.set(key, rules);
      rules.push(rule);
    }
  }

  find(value: number | bigint, hits: Hits): void {
    const equal = this.#equals.get(value);
    if (equal !== undefined) hits.addAll(equal);
  }
}

interface RuleValue {
  readonly rule: number;
  readonly value: string;
}

function byValue(values: readonly RuleValue[]): ReadonlyMap<string, readonly number[]> | undefined {
  const groups = Map.groupBy(values, ({ value }) => value);
  return values.length > 0
    ? new Map([...groups].map(([value, group]) => [value, group.map(({ rule }) => rule)]))
    : undefined;
}

function partIndex(values: readonly RuleValue[], options: ConstructorParameters<typeof PartIndex>[0]): PartIndex[] {
  if (values.length === 0) return [];
  const index = new PartIndex(options);
  for (const { rule, value } of values) index.add(value, rule);
  return [index];
}

function contentIndex(values: readonly RuleValue[], isLower: boolean): ContentIndex[] {
  return values.length > 0 ? [new ContentIndex(values, { isLower })] : [];
}
