import { constantOf, textOf } from '../generate/constant-of.ts';
import { Identities } from '../generate/identity.ts';
import { isPureCall, isTotal } from '../generate/is-total.ts';
import { onlyElement } from '../generate/sharing.ts';
import { wrongConstants } from '../optimise/prepare-call.ts';
import type { CallExpr, ComprehensionExpr, Expr, IndexExpr, Local } from '../tree/expr.ts';
import { isSimple } from '../types/type.ts';
import { Uint } from '../values/uint.ts';
import { isAboutFieldsOf } from './is-about-fields.ts';
import { type Clause, countValues, mergeLiterals, mostValues, type Operator, weightOf } from './literal.ts';
import { patternClauses } from './pattern-clauses.ts';
import { isSubject, textClause, textSubject } from './text-subject.ts';

/** What variables stand for, from the inside out. */
interface Scope {
  readonly local: Local;
  readonly value: Expr;
  readonly outer: Scope | undefined;
}

/** Whether the expression is to be true or false, and where. */
interface Wanted {
  readonly holds: boolean;
  readonly scope: Scope | undefined;
  /** Elements of constant lists that may still be looked at one by one: lists inside of lists multiply. */
  readonly budget: { elements: number };
}

/**
 * What has to be met for an expression to be true: where one clause is not, it is false, and no error of another part
 * comes through.
 */
export function requiredClauses(expr: Expr): readonly Clause[] {
  const identities = new Identities(new Map());
  const budget = { elements: mostValues };
  return clausesOf(expr, { holds: true, scope: undefined, budget }).map((clause) => mergeLiterals(clause, identities));
}

/** A clause that nothing meets. */
const never: readonly Clause[] = [[]];

function clausesOf(given: Expr, wanted: Wanted): readonly Clause[] {
  const { holds, scope } = wanted;
  const expr = resolve(given, scope);
  const constant = constantOf(expr);
  if (constant) return constant.value === !holds ? never : [];
  switch (expr.kind) {
    case 'bind':
      return clausesOf(expr.body, { ...wanted, scope: { local: expr.local, value: expr.value, outer: scope } });
    case 'not':
      return clausesOf(expr.operand, { ...wanted, holds: !holds });
    case 'and':
    case 'or':
      return (expr.kind === 'and') === holds
        ? allOf(expr.terms, wanted)
        : oneOf(expr.terms.map((term) => clausesOf(term, wanted)));
    case 'choice':
      // What is no bool fails as a condition.
      if (!isSimple(expr.condition.type, 'bool')) return [];
      return where(expr.condition, scope, () => oneOf([clausesOf(expr.yes, wanted), clausesOf(expr.no, wanted)]));
    case 'equal':
      return holds !== expr.isNegated ? equalClauses(expr.left, expr.right, scope) : [];
    default:
      return holds ? trueClauses(expr, wanted) : [];
  }
}

/** Of what is not the opposite of something else. */
function trueClauses(expr: Expr, wanted: Wanted): readonly Clause[] {
  const { scope } = wanted;
  switch (expr.kind) {
    case 'membership': {
      const list = constantOf(resolve(expr.container, scope))?.value;
      return Array.isArray(list) ? valueClauses(expr.element, list, scope) : [];
    }
    case 'call':
      return callClauses(expr, scope);
    case 'comprehension':
      return expr.macro === 'exists' ? existsClauses(expr, wanted) : [];
    case 'index':
      return firstClauses(expr, wanted);
    default:
      return [];
  }
}

function allOf(terms: readonly Expr[], wanted: Wanted): readonly Clause[] {
  return terms.flatMap((term) => clausesOf(term, wanted));
}

/** Of each the clause that tells most: all combinations would be too many. */
function oneOf(terms: readonly (readonly Clause[])[]): readonly Clause[] {
  const possible = terms.filter((clauses) => clauses.every(({ length }) => length > 0));
  const chosen = possible.map(best);
  if (chosen.includes(undefined)) return [];
  const union = chosen.flatMap((clause) => clause ?? []);
  return countValues(union) <= mostValues ? [union] : [];
}

function best(clauses: readonly Clause[]): Clause | undefined {
  return clauses.length < 2 ? clauses[0] : clauses.toSorted((a, b) => weightOf(a) - weightOf(b))[0];
}

function equalClauses(left: Expr, right: Expr, scope: Scope | undefined): readonly Clause[] {
  const [a, b] = [constantOf(resolve(left, scope)), constantOf(resolve(right, scope))];
  if (a) return valueClauses(right, [a.value], scope);
  return b ? valueClauses(left, [b.value], scope) : [];
}

/** The subject is one of the values: those of another type it can never be. */
function valueClauses(expr: Expr, values: readonly unknown[], scope: Scope | undefined): readonly Clause[] {
  const text = isSimple(expr.type, 'string') ? textSubject(expr, (inner) => resolve(inner, scope)) : undefined;
  const texts = values.filter((value) => typeof value === 'string');
  if (text) return clauses(textClause(text, 'equals', texts));
  const subject = resolve(expr, scope);
  const isInteger = isSimple(expr.type, 'int') || isSimple(expr.type, 'uint');
  if (!isInteger || !isSubject(subject) || values.some((value) => typeof value === 'number')) return [];
  const integers = values.map((value) => (value instanceof Uint ? value.value : value));
  const known = [...new Set(integers.filter((value) => typeof value === 'bigint'))];
  return [known.length > 0 ? [{ subject, operator: 'equals', values: known, isLower: false }] : []];
}

const operators: Readonly<Record<string, Operator>> = {
  startsWith: 'prefix',
  endsWith: 'suffix',
  contains: 'contains',
};

function callClauses(expr: CallExpr, scope: Scope | undefined): readonly Clause[] {
  const [subject, argument] = expr.args;
  const constant = argument && textOf(resolve(argument, scope));
  if (!subject || constant === undefined || !isPureCall(expr, expr.name)) return [];
  const operator = operators[expr.name];
  if (operator === undefined && expr.name !== 'matches') return [];
  // A pattern that is not RE2's fails on every text, whatever it looks like.
  if (operator === undefined && !wrongConstants(expr).next().done) return [];
  const text = textSubject(subject, (inner) => resolve(inner, scope));
  if (!text) return [];
  return operator === undefined ? patternClauses(text, constant) : clauses(textClause(text, operator, [constant]));
}

function clauses(clause: Clause | undefined): readonly Clause[] {
  return clause ? [clause] : [];
}

/** Over a constant list: of one of its elements the condition holds. */
function existsClauses(expr: ComprehensionExpr, wanted: Wanted): readonly Clause[] {
  const { scope, budget } = wanted;
  const { first, second, condition, range } = expr;
  if (second || !condition) return [];
  const within = (value: Expr) => clausesOf(condition, { ...wanted, scope: { local: first, value, outer: scope } });
  const only = onlyElement(range);
  if (only) return where(only, scope, () => within(only));
  const list = constantOf(resolve(range, scope))?.value;
  if (!Array.isArray(list) || range.type.kind !== 'list' || list.length > budget.elements) return [];
  budget.elements -= list.length;
  const { element } = range.type;
  const values = list.map((value): Expr => ({ kind: 'constant', type: element, node: range.node, value }));
  return oneOf(values.map(within));
}

/** `[value].map(name, condition)[0]`: how expressions declare a variable. */
function firstClauses({ operand, index }: IndexExpr, wanted: Wanted): readonly Clause[] {
  const { scope } = wanted;
  if (operand.kind !== 'comprehension' || operand.macro !== 'transformList' || operand.condition) return [];
  const only = onlyElement(operand.range);
  if (!only || !operand.result || operand.second || constantOf(index)?.value !== 0n) return [];
  const inner = { local: operand.first, value: only, outer: scope };
  return where(only, scope, () => clausesOf(operand.result as Expr, { ...wanted, scope: inner }));
}

/**
 * What follows while a part has a value: an error of it would come through. It can only fail where a field of it is not
 * of its type, so that nothing but what is known of this field can be relied on.
 */
function where(part: Expr, scope: Scope | undefined, follow: () => readonly Clause[]): readonly Clause[] {
  const value = resolve(part, scope);
  return isTotal(value) ? follow().filter((clause) => isAboutFieldsOf(value, clause)) : [];
}

function resolve(expr: Expr, scope: Scope | undefined): Expr {
  let resolved = expr;
  for (let around = scope; around && resolved.kind === 'local'; around = around.outer) {
    if (around.local === resolved.local) resolved = around.value;
  }
  return resolved;
}
