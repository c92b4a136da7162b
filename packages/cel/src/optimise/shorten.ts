import type { ObjectField } from '../scope.ts';
import type { ChoiceExpr, Expr, FieldExpr, LogicalExpr, OptionalSelectExpr } from '../tree/expr.ts';
import { isSimple } from '../types/type.ts';
import { OptionalValue } from '../values/optional-value.ts';
import { zeroValue } from '../values/zero-value.ts';

/** The expression without what cannot change its result, where its parts are constant; itself where nothing can go. */
export function shorten(expr: Expr): Expr {
  switch (expr.kind) {
    case 'variable':
      return expr.variable.constant === undefined ? expr : constant(expr, expr.variable.constant);
    case 'field':
      return shortenField(expr);
    case 'optionalSelect':
      return shortenOptionalSelect(expr);
    case 'and':
    case 'or':
      return shortenLogical(expr);
    case 'choice':
      return shortenChoice(expr);
    default:
      return expr;
  }
}

function constant({ type, node }: Expr, value: unknown): Expr {
  return { kind: 'constant', type, node, value };
}

function shortenField(expr: FieldExpr): Expr {
  const { operand, field, isTest } = expr;
  if (!isAbsent(field, operand)) return expr;
  return constant(expr, isTest ? false : zeroValue(field.type));
}

function shortenOptionalSelect(expr: OptionalSelectExpr): Expr {
  const { operand, field } = expr;
  if (field === undefined || !isAbsent(field, operand)) return expr;
  return constant(expr, new OptionalValue(undefined));
}

/** Whether it is known to read as its zero value, and leaving out the operand hides no error. */
function isAbsent(field: ObjectField, operand: Expr): boolean {
  if (operand.kind === 'constant') return field.isAbsent === true || operand.value === zeroValue(operand.type);
  return field.isAbsent === true && operand.kind === 'variable' && operand.variable.isRoot === true;
}

/** A term that decides is the result whatever the others are, errors included; one that does not decide says nothing. */
function shortenLogical(expr: LogicalExpr): Expr {
  const deciding = expr.kind === 'or';
  if (expr.terms.some((term) => isConstant(term, deciding))) return constant(expr, deciding);
  const terms = expr.terms.filter((term) => !isConstant(term, !deciding));
  const [first] = terms;
  if (first === undefined) return constant(expr, !deciding);
  if (terms.length === expr.terms.length) return expr;
  if (terms.length > 1) return { ...expr, terms };
  // A single term of dyn still has to be checked: what is not bool is an error.
  return isSimple(first.type, 'bool') ? first : expr;
}

function shortenChoice(expr: ChoiceExpr): Expr {
  if (isConstant(expr.condition, true)) return expr.yes;
  return isConstant(expr.condition, false) ? expr.no : expr;
}

function isConstant(expr: Expr, value: boolean): boolean {
  return expr.kind === 'constant' && expr.value === value;
}
