import { nearest } from '@rulelibrary/schema';
import { keysOf, quote } from '@rulelibrary/schema/yaml';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { CompiledRule } from '../compile/compiled-rule.ts';
import type { Warning } from './warning.ts';

/** Keys in the events of fixtures that are no field: no condition can read them, and the event is not what it looks like. */
export function fixtureKeyWarnings({ rule, fixtures }: CompiledRule, { fields }: Catalogue): Warning[] {
  const paths = fields.map(({ path }) => path);
  return fixtures.flatMap(({ unknownKeys }) =>
    unknownKeys.map((pointer): Warning => {
      // Of /tests/0/events/0/file/path what follows the event.
      const path = keysOf(pointer).slice(4).join('.');
      const near = nearest(path, paths);
      const hint = near === undefined ? '' : `; did you mean "${near}"?`;
      const message = `Unknown field ${quote(path)} in a fixture${hint}`;
      return { ...rule.document.placeOfKey(pointer), code: 'fixture-key', message };
    }),
  );
}
