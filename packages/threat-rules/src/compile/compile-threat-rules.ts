import { CelError, type Environment } from '@rulelibrary/cel';
import type { Problem } from '@rulelibrary/schema';
import { parseWindow } from '@rulelibrary/schema/correlate';
import { listProblems } from '@rulelibrary/schema/yaml';
import { builtInCatalogue } from '../catalogue/built-in-catalogue.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { createEventReader, type EventReader } from '../event/create-event-reader.ts';
import type { ThreatRule } from '../rule.ts';
import { compileFixtures } from './compile-fixtures.ts';
import type { CompiledRule, Condition } from './compiled-rule.ts';
import { createRuleEnvironment } from './create-rule-environment.ts';
import { requiredActions } from './required-actions.ts';

interface Compiler {
  readonly environment: Environment;
  readonly readEvent: EventReader;
}

/**
 * Compiles the rules against a catalogue, the built-in one where none is given. Never throws: a rule with an error is left
 * out, and what is wrong with it is in `problems`.
 */
export function compileThreatRules(
  rules: readonly ThreatRule[],
  catalogue: Catalogue = builtInCatalogue,
): { rules: CompiledRule[]; problems: Problem[] } {
  const compiler: Compiler = {
    environment: createRuleEnvironment(catalogue),
    readEvent: createEventReader(catalogue),
  };
  const compiled: CompiledRule[] = [];
  const problems: Problem[] = [];
  for (const rule of rules) {
    const found: Problem[] = [];
    const ready = compileRule(rule, compiler, found);
    problems.push(...listProblems(found));
    if (found.length === 0) compiled.push(ready);
  }
  return { rules: compiled, problems };
}

function compileRule(rule: ThreatRule, compiler: Compiler, problems: Problem[]): CompiledRule {
  const { match, correlation } = rule.spec;
  const texts =
    correlation === undefined
      ? [{ pointer: '/match', source: match ?? '' }]
      : correlation.steps.map((step, index) => ({
          pointer: `/correlation/steps/${index}/match`,
          source: step.match,
          step: step.id,
        }));
  const conditions = texts.flatMap((text) => compileText(rule, text, compiler, problems));
  const sequence = correlation && {
    steps: correlation.steps.length,
    windowNs: parseWindow(correlation.window) ?? 0n,
    order: correlation.order ?? ('sequence' as const),
  };
  return { rule, conditions, sequence, fixtures: compileFixtures(rule, compiler.readEvent, problems) };
}

function compileText(
  { spec, document }: ThreatRule,
  text: Pick<Condition, 'pointer' | 'source' | 'step'>,
  { environment }: Compiler,
  problems: Problem[],
): Condition[] {
  try {
    const program = environment.compile(text.source, { result: 'bool' });
    const evaluate = program.evaluateValue as Condition['evaluate'];
    const actions = requiredActions(program.requiredConditions);
    return [{ ...text, tree: program.tree, evaluate, brokenPatterns: program.wrongConstants, actions }];
  } catch (error) {
    if (!(error instanceof CelError)) throw error;
    const place = document.placeInText(text.pointer, error.start);
    problems.push({ ...place, code: 'expression', message: error.message, ruleId: spec.id });
    return [];
  }
}
