import type { Problem } from '@rulelibrary/schema';
import { listProblems } from '@rulelibrary/schema/yaml';
import { builtInCatalogue } from '../catalogue/built-in-catalogue.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { CompiledRule } from '../compile/compiled-rule.ts';
import { fixtureKeyWarnings } from './fixture-key-warnings.ts';
import { negationWarnings } from './negation-warnings.ts';
import { patternWarnings } from './pattern-warnings.ts';
import { untestedWarnings } from './untested-warnings.ts';
import { versionWarnings } from './version-warnings.ts';

/** What its author has probably not meant, in a rule that runs: each with `level: 'warning'`, in the order of the file. */
export type Warner = (compiled: CompiledRule) => Problem[];

/** @param catalogue the one that the rules were compiled against */
export function createWarner(catalogue: Catalogue = builtInCatalogue): Warner {
  return (compiled) => {
    const found = [
      ...patternWarnings(compiled),
      ...negationWarnings(compiled),
      ...versionWarnings(compiled, catalogue),
      ...fixtureKeyWarnings(compiled, catalogue),
      ...untestedWarnings(compiled),
    ];
    const ruleId = compiled.rule.spec.id;
    return listProblems(found.map((warning) => ({ ...warning, level: 'warning' as const, ruleId })));
  };
}
