import type { EventEnvironment } from '@rulelibrary/cel';
import type { Rule, RuleSpec } from '@rulelibrary/schema';
import { type CompiledRule, type CompileOutcome, compileRule } from '../compile-rule.ts';

/** Compiles the rules of one set after the other. */
export interface RuleCompiler {
  /**
   * In the order of the rules. A rule that says the same as one of the last set is not compiled again: it is the same object
   * as then, so that all that goes by it is kept.
   */
  compile(rules: readonly Rule[]): readonly CompileOutcome[];
}

/** @param environment of the expressions; the same for all sets */
export function createRuleCompiler(environment: EventEnvironment): RuleCompiler {
  let kept: ReadonlyMap<string, CompiledRule> = new Map();
  // By rule id: bounded by the form of ids.
  const revisions = new Map<string, number>();
  const texts = new WeakMap<RuleSpec, string>();

  const textOf = (spec: RuleSpec): string => {
    const text = texts.get(spec) ?? JSON.stringify(spec);
    texts.set(spec, text);
    return text;
  };
  const nextKey = (id: string): string => {
    const revision = (revisions.get(id) ?? 0) + 1;
    revisions.set(id, revision);
    return revision === 1 ? id : `${id}#${revision}`;
  };

  return {
    compile(rules) {
      const next = new Map<string, CompiledRule>();
      const outcomes = rules.map((rule): CompileOutcome => {
        const text = textOf(rule.spec);
        const known = next.get(text) ?? kept.get(text);
        const outcome = known ? { compiled: known, problems: [] } : compileRule(rule, environment, nextKey);
        if (outcome.compiled !== undefined) next.set(text, outcome.compiled);
        return outcome;
      });
      kept = next;
      return outcomes;
    },
  };
}
