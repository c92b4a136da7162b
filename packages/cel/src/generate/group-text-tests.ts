import type { CallExpr, EqualExpr, Expr, LogicalExpr } from '../tree/expr.ts';
import { bool, isSimple, text } from '../types/type.ts';
import { textOf, textsOf } from './constant-of.ts';
import { isPureCall } from './is-total.ts';
import { pureCall } from './pure-call.ts';
import type { Simplifying } from './simplify.ts';
import { createTextTest, type TextTests } from './text-lookup.ts';

/** Below it the tests themselves take less time. */
const fewTests = 3;

/** A test of one text against constant ones. */
interface TextTest extends TextTests {
  readonly subject: Expr;
  readonly isBackward: boolean | undefined;
}

/**
 * `path.startsWith('/etc/') || path.startsWith('/run/') || path == '/.dockerenv'`, and the same with `&&` and `!`, as one
 * term: one walk through the text.
 */
export function groupTextTests(expr: LogicalExpr, context: Simplifying): Expr {
  const isNegated = expr.kind === 'and';
  const tests = expr.terms.map((term) => testOf(isNegated ? negated(term) : term));
  const groups = [false, true].flatMap((isBackward) => groupsOf(tests, isBackward, context));
  if (groups.length === 0) return expr;
  const groupOf = new Map(groups.flatMap((group) => group.members.map((index) => [index, group])));
  const terms = expr.terms.map((term, index) => {
    const group = groupOf.get(index);
    if (!group) return term;
    return group.members[0] === index ? negate(group.test, isNegated) : undefined;
  });
  const kept = terms.filter((term) => term !== undefined);
  return kept.length === 1 ? (kept[0] as Expr) : { ...expr, terms: kept };
}

interface Group {
  readonly test: Expr;
  /** Positions of the terms that it stands for. */
  readonly members: readonly number[];
}

function groupsOf(
  tests: readonly (TextTest | undefined)[],
  isBackward: boolean,
  { identities }: Simplifying,
): readonly Group[] {
  const members = tests.flatMap((test, index) => (test ? [{ ...test, index }] : []));
  const bySubject = Map.groupBy(members, ({ subject }) => identities.of(subject));
  return [...bySubject.values()].flatMap((group) => {
    const own = group.filter(
      (test) => test.isBackward === isBackward || (!isBackward && test.isBackward === undefined),
    );
    const [first] = own;
    if (!first || own.length < fewTests) return [];
    const parts = own.flatMap((test) => test.parts);
    const call = createTextTest({ parts, wholes: own.flatMap(({ wholes }) => wholes) }, { isBackward });
    const test = pureCall('@isOneOf', [first.subject], { params: [text], result: bool, call });
    return [{ test, members: own.map(({ index }) => index) }];
  });
}

function testOf(expr: Expr | undefined): TextTest | undefined {
  if (expr?.kind === 'call') return partTest(expr);
  if (expr?.kind === 'equal') return wholeTest(expr);
  if (expr?.kind !== 'membership' || !isSimple(expr.element.type, 'string')) return undefined;
  const wholes = textsOf(expr.container);
  return wholes && { subject: expr.element, parts: [], wholes, isBackward: undefined };
}

function partTest(expr: CallExpr): TextTest | undefined {
  const isBackward = isPureCall(expr, 'endsWith');
  const [subject, other] = expr.args;
  const part = other && textOf(other);
  if (!isBackward && !isPureCall(expr, 'startsWith')) return undefined;
  return subject && part !== undefined ? { subject, parts: [part], wholes: [], isBackward } : undefined;
}

function wholeTest({ left, right, isNegated }: EqualExpr): TextTest | undefined {
  const whole = textOf(right);
  if (isNegated || whole === undefined || !isSimple(left.type, 'string')) return undefined;
  return { subject: left, parts: [], wholes: [whole], isBackward: undefined };
}

/** What a term is the opposite of, if it is written so. */
function negated(expr: Expr): Expr | undefined {
  if (expr.kind === 'not') return expr.operand;
  return expr.kind === 'equal' && expr.isNegated ? { ...expr, isNegated: false } : undefined;
}

function negate(expr: Expr, isNegated: boolean): Expr {
  return isNegated ? { kind: 'not', type: bool, node: expr.node, operand: expr } : expr;
}
