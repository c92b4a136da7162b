import { CelError, type EventEnvironment, type EventExpressionOptions, type EventProgram } from '@rulelibrary/cel';
import type { EventType, Problem, ProfileCoverage, Rule } from '@rulelibrary/schema';
import { createCoverageTest, demandOf } from './learning/profile-demand.ts';
import { type CompiledSequence, compileSequence, wordsOf } from './sequences/compile-sequence.ts';

/** An expression of a rule and where in the rule it stands. */
export interface CompiledExpression {
  readonly program: EventProgram;
  /** JSON pointer relative to the rule. */
  readonly pointer: string;
}

/** What a rule asks of one event type. */
export interface CompiledConditions {
  /** All must hold. */
  readonly expressions: readonly CompiledExpression[];
}

/** A rule made ready to run. */
export interface CompiledRule {
  /** Its id, with a number from the second time on that it changed: what is remembered of a rule is remembered by it. */
  readonly key: string;
  /** Replaced by one that says the same and stands elsewhere: an error is then reported where the rule stands now. */
  rule: Rule;
  readonly conditions: ReadonlyMap<EventType, CompiledConditions>;
  readonly uniqueId: CompiledExpression;
  readonly message: CompiledExpression;
  /** What it reads of a profile. */
  readonly demand: ProfileCoverage;
  readonly isCovered: (coverage: ProfileCoverage | undefined) => boolean;
  /** Of a rule that fires on several events; it then has no conditions. */
  readonly sequence?: CompiledSequence;
}

/** What became of a rule: it is compiled, or there are problems. */
export interface CompileOutcome {
  readonly compiled?: CompiledRule;
  readonly problems: readonly Problem[];
}

/**
 * The compiled rule, or everything that is wrong with its expressions, each at its line and column.
 * @param keyOf the key of a rule with the id, asked for once it compiles
 */
export function compileRule(
  rule: Rule,
  environment: EventEnvironment,
  keyOf: (id: string) => string = (id) => id,
): CompileOutcome {
  const problems: Problem[] = [];
  const compile = (
    source: string,
    pointer: string,
    options: EventExpressionOptions,
  ): CompiledExpression | undefined => {
    try {
      return { program: environment.compile(source, options), pointer };
    } catch (error) {
      problems.push(problemOf(error, rule, pointer));
      return undefined;
    }
  };
  const { ruleExpression = [], sequence, uniqueId, message } = rule.spec.expressions;
  const conditions = ruleExpression.map(({ eventType, expression }, index) => ({
    eventType,
    compiled: compile(expression, `/expressions/ruleExpression/${index}/expression`, { result: 'bool', eventType }),
  }));
  const compiledSequence = sequence && compileSequence(sequence, compile);
  const words: EventExpressionOptions = { result: 'string', ...(sequence && wordsOf(sequence)) };
  const compiledId = compile(uniqueId, '/expressions/uniqueId', words);
  const compiledMessage = compile(message, '/expressions/message', words);
  if (problems.length > 0 || compiledId === undefined || compiledMessage === undefined) return { problems };
  const demand = demandOf(rule);
  const byType = Map.groupBy(conditions, ({ eventType }) => eventType);
  const compiled = {
    key: keyOf(rule.spec.id),
    rule,
    conditions: new Map([...byType].map(([type, entries]) => [type, conditionsOf(entries)])),
    uniqueId: compiledId,
    message: compiledMessage,
    demand,
    isCovered: createCoverageTest(demand),
    ...(compiledSequence && { sequence: compiledSequence }),
  };
  return { compiled, problems };
}

function conditionsOf(entries: readonly { readonly compiled: CompiledExpression | undefined }[]): CompiledConditions {
  return { expressions: entries.map(({ compiled }) => compiled).filter((compiled) => compiled !== undefined) };
}

function problemOf(error: unknown, rule: Rule, pointer: string): Problem {
  const start = error instanceof CelError ? error.start : 0;
  const message = error instanceof Error ? error.message : String(error);
  const { file, line, column } = rule.placeInText(pointer, start);
  return { file, line, column, code: 'expression', message, ruleId: rule.spec.id };
}
