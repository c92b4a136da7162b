import { lowerUnit } from '../generate/support/texts.ts';
import { type Grammed, GramTable } from './gram-table.ts';
import type { Hits } from './hits.ts';

interface Entry extends Grammed {
  readonly value: string;
  readonly rule: number;
}

/** Code units of a gram; of shorter values as many as they have. */
const gramLength = 4;

/**
 * Rules by what a text contains. Of each value one gram, four code units that few other values have, is looked for at
 * every place of the text; only where it is the value is compared. Unlike an automaton of all values this stays small
 * however many there are.
 */
export class ContentIndex {
  readonly #isLower: boolean;
  readonly #tables: readonly GramTable<Entry>[];

  /** @param values with the rules that ask for them; none is empty */
  constructor(
    values: readonly { readonly value: string; readonly rule: number }[],
    { isLower }: { readonly isLower: boolean },
  ) {
    this.#isLower = isLower;
    const byLength = Map.groupBy(values, ({ value }) => Math.min(gramLength, value.length));
    this.#tables = [...byLength].map(([length, group]) => new GramTable(length, group));
  }

  find(text: string, hits: Hits): void {
    for (const table of this.#tables) this.#findIn(table, text, hits);
  }

  #findIn(table: GramTable<Entry>, text: string, hits: Hits): void {
    const { length } = table;
    let gram = 0;
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      gram = table.next(gram, this.#isLower ? lowerUnit(unit) : unit);
      if (!table.mayHave(gram) || i < length - 1) continue;
      for (const { value, rule, offset } of table.get(gram)) {
        if (this.#standsAt(value, i - length + 1 - offset, text)) hits.add(rule);
      }
    }
  }

  #standsAt(value: string, start: number, text: string): boolean {
    if (!this.#isLower) return start >= 0 && text.startsWith(value, start);
    if (start < 0 || start + value.length > text.length) return false;
    for (let i = 0; i < value.length; i++) {
      if (lowerUnit(text.charCodeAt(start + i)) !== value.charCodeAt(i)) return false;
    }
    return true;
  }
}
