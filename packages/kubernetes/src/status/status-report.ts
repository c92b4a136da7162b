import type { Place, Problem, RulesObject } from '@rulelibrary/schema';
import type { Binding } from '@rulelibrary/schema/bindings';

/** What whoever compiles the rules made of them: the engine's own report has this shape. */
export interface StatusReport {
  readonly objects: readonly {
    readonly object?: RulesObject;
    readonly accepted: readonly string[];
    readonly rejected: readonly { readonly id: string; readonly problems: readonly Problem[] }[];
    readonly overridden: readonly {
      readonly id: string;
      readonly by: { readonly object?: RulesObject; readonly place: Place };
    }[];
  }[];
  readonly bindings: readonly { readonly binding: Binding; readonly unknownRules: readonly string[] }[];
}
