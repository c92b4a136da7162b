/** What may be said on the command line, too. */
export interface Switches {
  readonly ignoreRuleBindings?: boolean | undefined;
}

/** The environment with what the command line says, which comes before it: one way to override the configuration's file. */
export function environmentOf(environment: NodeJS.ProcessEnv, { ignoreRuleBindings }: Switches): NodeJS.ProcessEnv {
  return ignoreRuleBindings ? { ...environment, RULELIB_IGNORE_RULE_BINDINGS: 'true' } : environment;
}
