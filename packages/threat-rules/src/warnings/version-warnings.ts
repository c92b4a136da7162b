import { fieldPaths } from '@rulelibrary/cel';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { CompiledRule } from '../compile/compiled-rule.ts';
import type { Warning } from './warning.ts';

/** Fields that the specification a rule names does not have: where that is all there is, the rule does not compile. */
export function versionWarnings({ rule, conditions }: CompiledRule, catalogue: Catalogue): Warning[] {
  if (rule.spec.spec !== 'threat-rules/v1') return [];
  const since = new Map(catalogue.fields.map((field) => [`e.${field.path}`, field]));
  return conditions.flatMap(({ tree, pointer }) =>
    fieldPaths(tree).flatMap(({ path, start }): Warning[] => {
      const field = since.get(path);
      if (field === undefined || field.since === 'v1') return [];
      const message = `Newer field "${field.path}": threat-rules/v1 does not have it; write spec: threat-rules/${field.since}`;
      return [{ ...rule.document.placeInText(pointer, start), code: 'field-version', message }];
    }),
  );
}
