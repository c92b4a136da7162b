import type { Expr } from '../tree/expr.ts';
import type { Block } from './block.ts';
import { unbox } from './box.ts';
import { compileCall } from './compile-call.ts';
import { compileChoice } from './compile-choice.ts';
import { compileComprehension } from './compile-comprehension.ts';
import { compileConstant } from './compile-constant.ts';
import { compileEntry, compileIndex, compileOptionalSelect } from './compile-entry.ts';
import { compileEqual } from './compile-equal.ts';
import { compileField, compileVariable } from './compile-field.ts';
import { compileList, compileMap } from './compile-list.ts';
import { compileLogical, compileNot } from './compile-logical.ts';
import { compileMembership } from './compile-membership.ts';
import { compileOrder } from './compile-order.ts';
import { constantOf } from './constant-of.ts';
import type { Kept, Place } from './place.ts';
import { atom, bind, level, type Value } from './value.ts';

/** The code of an expression. What comes up again is computed once, where it is first needed. */
export function compile(expr: Expr, place: Place): Value {
  if (expr.kind === 'bind') return compile(expr.body, place);
  if (expr.kind === 'local') return compileLocal(expr, place);
  const id = place.context.sharing.keptAs(expr);
  return id === undefined ? compileOnce(expr, place) : compileKept(expr, id, place);
}

function compileLocal(expr: Extract<Expr, { kind: 'local' }>, place: Place): Value {
  const value = place.context.sharing.valueOf(expr.local);
  if (value) return compile(value, place);
  const local = place.context.locals.get(expr.local);
  if (!local) throw new RangeError(`Unknown variable "${expr.local.name}"`);
  return local.value;
}

function compileKept(expr: Expr, id: number, place: Place): Value {
  const { context, block } = place;
  const kept = context.kept.get(id);
  if (kept && place.isKnown(id)) return kept.value;
  const owner = ownerOf(expr, place);
  if (!kept && owner === block && !place.isConditional) return declare(expr, id, place);
  return assign(expr, id, { place, owner, kept });
}

/** First needed where it is certainly evaluated: a constant. */
function declare(expr: Expr, id: number, place: Place): Value {
  const { context, block } = place;
  const computed = compileOnce(expr, place);
  const name = context.unit.fresh(nameOf(expr));
  block.add(`const ${name} = ${computed.js};`);
  const value = { ...computed, js: name, level: level.atom, opposite: undefined };
  context.kept.set(id, { name, value, owner: block });
  place.setKnown(id);
  return value;
}

interface Assignment {
  readonly place: Place;
  readonly owner: Block;
  readonly kept: Kept | undefined;
}

/** It may be computed already, and it may not. */
function assign(expr: Expr, id: number, { place, owner, kept }: Assignment): Value {
  const { context, block } = place;
  const name = kept?.name ?? context.unit.fresh(nameOf(expr));
  if (!kept) owner.declare(name);
  const needsStatement = !place.isConditional && context.sharing.hasLoop(expr);
  const inner = needsStatement ? place.inside(block.open(`if (${name} === undefined)`)) : place.conditional();
  const computed = compileOnce(expr, inner);
  const value = { ...computed, js: name, level: level.atom, opposite: undefined };
  if (!kept) context.kept.set(id, { name, value, owner });
  place.setKnown(id);
  if (needsStatement) inner.block.add(`${name} = ${computed.js};`);
  else if (place.isConditional) return { ...value, js: `(${name} ??= ${bind(computed, level.choice)})` };
  else block.add(`${name} ??= ${computed.js};`);
  return value;
}

/** The innermost block whose variables the expression reads: there its value stays the same. */
function ownerOf(expr: Expr, { context }: Place): Block {
  let owner = context.root;
  for (const local of context.sharing.localsOf(expr)) {
    const block = context.locals.get(local)?.block;
    if (block?.isWithin(owner)) owner = block;
  }
  return owner;
}

/** Only for the reader of the code; of a property, which is an identifier by declaration. */
function nameOf(expr: Expr): string {
  if (expr.kind === 'field' && !expr.isTest && expr.field.property !== undefined) return `_${expr.field.property}`;
  return expr.kind === 'field' ? 'field' : expr.kind;
}

/** In the form that its type asks for. */
function compileOnce(expr: Expr, place: Place): Value {
  const constant = constantOf(expr);
  if (constant) return compileConstant(constant.value, expr.type, place);
  place.unit.countPiece();
  return compileShared(expr, place) ?? unbox(compileKind(expr, place), expr.type, place);
}

/** What others need as well: it may have been computed by them. */
function compileShared(expr: Expr, { context, unit }: Place): Value | undefined {
  const read = context.shared?.of(expr);
  if (!context.shared || !read) return undefined;
  const [slot, clock] = [unit.constant(read.slot), unit.constant(context.shared.clock)];
  return {
    ...read.value,
    js: `(${slot}.at === ${clock}.now ? ${slot}.value : ${slot}.compute(root))`,
    level: level.atom,
  };
}

function compileKind(expr: Expr, place: Place): Value {
  switch (expr.kind) {
    case 'variable':
      return compileVariable(expr, place);
    case 'field':
      return compileField(expr, place);
    case 'entry':
      return compileEntry(expr, place);
    case 'index':
      return compileIndex(expr, place);
    case 'optionalSelect':
      return compileOptionalSelect(expr, place);
    case 'call':
      return compileCall(expr, place);
    case 'and':
    case 'or':
      return compileLogical(expr, place);
    case 'not':
      return compileNot(expr, place);
    case 'choice':
      return compileChoice(expr, place);
    case 'equal':
      return compileEqual(expr, place);
    case 'order':
      return compileOrder(expr, place);
    case 'membership':
      return compileMembership(expr, place);
    case 'list':
      return compileList(expr, place);
    case 'map':
      return compileMap(expr, place);
    case 'comprehension':
      return compileComprehension(expr, place);
    case 'fail':
      return atom(place.unit.call('giveUp'), 'boxed');
    default:
      return compile(expr, place);
  }
}
