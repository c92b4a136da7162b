import { EventExpression, type EventProgram } from '../event-program.ts';
import { isTotal } from '../generate/is-total.ts';
import type { Expr } from '../tree/expr.ts';
import { isAboutFieldsOf } from './is-about-fields.ts';
import type { Clause, Literal } from './literal.ts';
import { requiredClauses } from './required-clauses.ts';

/** What a field of an event has to be. */
export interface FieldCondition {
  /** The name of the field; of a field of an object with dots: `request.path`. */
  readonly field: string;
  readonly operator: 'equals' | 'in' | 'prefix' | 'suffix' | 'contains';
  /** One of them is enough. Integers are bigint. */
  readonly values: readonly (string | bigint)[];
  /** The field is compared with its letters A to Z as lower case; the values are in lower case. */
  readonly isLower?: true;
}

/** All of the lists have to be met; a list is by one of its conditions, and an empty one by nothing. */
export type RequiredConditions = readonly (readonly FieldCondition[])[];

/**
 * The literal conditions that every event meets for which all of the expressions hold. An event that does not meet them
 * gives false, and no error.
 */
export function requiredConditions(programs: readonly EventProgram[]): RequiredConditions {
  return conditionsOf(clausesOfPrograms(programs));
}

/** The same of one expression, over the fields of the root. */
export function requiredConditionsOf(folded: Expr): RequiredConditions {
  return conditionsOf(requiredClauses(folded));
}

function conditionsOf(clauses: readonly Clause[]): RequiredConditions {
  return clauses
    .filter((clause) => clause.every(({ subject }) => fieldName(subject) !== undefined))
    .map((clause) => clause.map(conditionOf));
}

/** The same with subjects of any kind. What a later expression asks for counts while those before it cannot fail. */
export function clausesOfPrograms(programs: readonly EventProgram[]): readonly Clause[] {
  const clauses: Clause[] = [];
  const before: Expr[] = [];
  for (const program of programs) {
    if (!(program instanceof EventExpression)) break;
    const expr = program.inner.folded;
    const own = requiredClauses(expr);
    clauses.push(...own.filter((clause) => before.every((earlier) => isAboutFieldsOf(earlier, clause))));
    if (!isTotal(expr)) break;
    before.push(expr);
  }
  return clauses;
}

function conditionOf({ subject, operator, values, isLower }: Literal): FieldCondition {
  return {
    field: fieldName(subject) ?? '',
    operator: operator === 'equals' && values.length > 1 ? 'in' : operator,
    values,
    ...(isLower && { isLower }),
  };
}

function fieldName(expr: Expr): string | undefined {
  if (expr.kind !== 'field' || expr.isTest || expr.field.property === undefined) return undefined;
  if (expr.operand.kind === 'variable') return expr.operand.variable.isRoot ? expr.field.property : undefined;
  const outer = fieldName(expr.operand);
  return outer === undefined ? undefined : `${outer}.${expr.field.property}`;
}
