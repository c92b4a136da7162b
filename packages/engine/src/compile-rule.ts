import { CelError, type EventEnvironment, type EventExpressionOptions, type EventProgram } from '@rulelibrary/cel';
import type { EventType, Problem, Rule } from '@rulelibrary/schema';
import { compilePrefilter, type EventTest } from './prefilter.ts';
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
  readonly prefilter: EventTest | undefined;
}

/** A rule made ready to run. */
export interface CompiledRule {
  readonly rule: Rule;
  readonly conditions: ReadonlyMap<EventType, CompiledConditions>;
  readonly uniqueId: CompiledExpression;
  readonly message: CompiledExpression;
  /** Of a rule that fires on several events; it then has no conditions. */
  readonly sequence?: CompiledSequence;
}

/** The compiled rule, or everything that is wrong with its expressions, each at its line and column. */
export function compileRule(
  rule: Rule,
  environment: EventEnvironment,
): { readonly compiled?: CompiledRule; readonly problems: readonly Problem[] } {
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
  const byType = Map.groupBy(conditions, ({ eventType }) => eventType);
  const compiled = {
    rule,
    conditions: new Map([...byType].map(([type, entries]) => [type, conditionsOf(rule, type, entries)])),
    uniqueId: compiledId,
    message: compiledMessage,
    ...(compiledSequence && { sequence: compiledSequence }),
  };
  return { compiled, problems };
}

function conditionsOf(
  rule: Rule,
  eventType: EventType,
  entries: readonly { readonly compiled: CompiledExpression | undefined }[],
): CompiledConditions {
  return {
    expressions: entries.map(({ compiled }) => compiled).filter((compiled) => compiled !== undefined),
    prefilter: rule.spec.state && compilePrefilter(rule.spec.state, eventType),
  };
}

function problemOf(error: unknown, rule: Rule, pointer: string): Problem {
  const start = error instanceof CelError ? error.start : 0;
  const message = error instanceof Error ? error.message : String(error);
  const { file, line, column } = rule.placeInText(pointer, start);
  return { file, line, column, code: 'expression', message, ruleId: rule.spec.id };
}
