import type { Policy } from '@rulelibrary/schema/policy';
import type { CompiledRule } from '../compile-rule.ts';
import { rulesAtPlace } from '../policy/rules-at-place.ts';
import { type SourceContext, sourceContexts } from '../source-context.ts';

/** Whether a rule may run in some workload of a context. */
export type MayRun = (rule: CompiledRule, context: SourceContext) => boolean;

export interface MayRunParts {
  readonly policy: Policy | undefined;
  readonly includeDisabled: boolean;
}

/** A context of the user's own may be anywhere, and so may what runs in it, by its tags or by the policy. */
export function createMayRun(rules: readonly CompiledRule[], { policy, includeDisabled }: MayRunParts): MayRun {
  const running = new Map(
    sourceContexts.map((context) => {
      const found = rulesAtPlace({ rules, policy, includeDisabled }, { context, ownContexts: [] });
      return [context, new Set(found.map(({ compiled }) => compiled))];
    }),
  );
  const own = Object.entries(policy?.contexts ?? {}).filter(([name]) => !isBuiltIn(name));
  const enabled = new Set(own.flatMap(([, { enable = [] }]) => enable));
  return (rule, context) => {
    const { id, tags = [] } = rule.rule.spec;
    return running.get(context)?.has(rule) || enabled.has(id) || tags.some(isOfOwnContext);
  };
}

function isOfOwnContext(tag: string): boolean {
  const name = tag.startsWith('context:') ? tag.slice('context:'.length) : 'container';
  return name !== 'container' && !isBuiltIn(name);
}

function isBuiltIn(name: string): boolean {
  return sourceContexts.some((context) => context === name);
}
