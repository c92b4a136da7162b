import type { Expr, LogicalExpr, NotExpr } from '../tree/expr.ts';
import { asCondition } from './box.ts';
import { compile } from './compile.ts';
import type { Place } from './place.ts';
import { atom, bind, level, negate, type Value } from './value.ts';

export function compileNot({ operand }: NotExpr, place: Place): Value {
  return negate(compileCondition(operand, place));
}

export function compileCondition(expr: Expr, place: Place): Value {
  return asCondition(compile(expr, place), place);
}

/** `a && b && c`: an expression, up to the first term that has statements. */
export function compileLogical({ kind, terms }: LogicalExpr, place: Place): Value {
  const { sharing } = place.context;
  const [first, ...others] = terms;
  const next = others.findIndex((term) => sharing.hasLoop(term));
  const chain = next < 0 ? others : others.slice(0, next);
  const value = first ? compileChain(kind, [first, ...chain], place) : atom(String(kind === 'and'), 'bool');
  return next < 0 ? value : compileRest(kind, { value, rest: others.slice(next) }, place);
}

function compileChain(kind: 'and' | 'or', [first, ...others]: readonly [Expr, ...Expr[]], place: Place): Value {
  const head = compileCondition(first, place);
  if (others.length === 0) return head;
  const inner = place.conditional();
  const parts = [head, ...others.map((term) => compileCondition(term, inner))];
  const own = level[kind];
  return {
    js: parts.map((part) => bind(part, own + 1)).join(kind === 'and' ? ' && ' : ' || '),
    level: own,
    form: 'bool',
  };
}

interface Split {
  readonly value: Value;
  readonly rest: readonly Expr[];
}

/** The terms before are computed; those after are only where they do not decide. */
function compileRest(kind: 'and' | 'or', { value, rest }: Split, place: Place): Value {
  const name = place.unit.fresh('holds');
  place.block.add(`let ${name} = ${value.js};`);
  const inner = place.inside(place.block.open(kind === 'and' ? `if (${name})` : `if (!${name})`));
  const [first, ...others] = rest;
  const tail =
    first &&
    (others.length > 0 ? compileLogical({ kind, terms: rest } as LogicalExpr, inner) : compileCondition(first, inner));
  inner.block.add(`${name} = ${tail?.js};`);
  return atom(name, 'bool');
}
