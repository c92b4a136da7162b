import { inheritPrepared } from '../optimise/prepare-call.ts';
import { childrenOfExpr } from '../tree/children.ts';
import type { ComprehensionExpr, Expr } from '../tree/expr.ts';
import { mapChildren } from '../tree/map-children.ts';
import type { Type } from '../types/type.ts';
import { usualLength } from '../values/text-scale.ts';
import { type AssumedSizes, assumedSizes } from './assumed-extent.ts';
import { estimateSteps } from './estimate-cost.ts';

/**
 * An element with so many steps counts as one that is visited; with `limits.iterations` all loops of an evaluation
 * together come to 25,000,000, however many elements an event has: at worst, when texts are made to be slow to search,
 * four seconds.
 */
const stepsOfVisit = 250;

/** What goes through less of a text than this goes through a part that is written out. */
const stepsThatScale = 100;

/**
 * Of lists that are long enough to matter: the more arguments an event has, the shorter they are. Other texts may be as
 * long as the longest that an event has, and so may be an element of the loop around.
 */
const sizesInLongLists: AssumedSizes = { ...assumedSizes, text: usualLength, element: 16 };

/**
 * Tells of each comprehension how much its elements count against the bound on visited elements: what is done with one
 * may be next to nothing or most of the expression, and may build values that stay.
 */
export function boundLoops(expr: Expr): Expr {
  const inner = mapChildren(expr, boundLoops);
  if (inner !== expr && inner.kind === 'call' && expr.kind === 'call') inheritPrepared(inner, expr);
  if (expr.kind !== 'comprehension' || inner.kind !== 'comprehension') return inner;
  return { ...inner, ...weightOf(expr), ...(expr.result && isBuilt(expr.result) && { isMeasured: true as const }) };
}

function weightOf(expr: ComprehensionExpr): Pick<ComprehensionExpr, 'weight' | 'isScaled'> {
  const steps = stepsOfElement(expr, sizesInLongLists);
  const withoutTexts = stepsOfElement(expr, { ...sizesInLongLists, text: 0 });
  const isScaled = steps - withoutTexts >= stepsThatScale;
  return { weight: Math.max(1, Math.ceil(steps / stepsOfVisit)), ...(isScaled && { isScaled }) };
}

function stepsOfElement(expr: ComprehensionExpr, sizes: AssumedSizes): number {
  const steps = estimateSteps(expr, sizes);
  const ofPart = (part: Expr | undefined) => (part ? stepsOutsideOfLoops(part, steps) : 0);
  return ofPart(expr.condition) + ofPart(expr.result);
}

/** Loops inside count for themselves, unless the expression says how often they run. */
function stepsOutsideOfLoops(expr: Expr, steps: ReadonlyMap<Expr, number>): number {
  if (expr.kind === 'comprehension' && !isWrittenOut(expr.range)) return stepsOutsideOfLoops(expr.range, steps);
  const inLoops = (part: Expr) => (steps.get(part) ?? 0) - stepsOutsideOfLoops(part, steps);
  const all = childrenOfExpr(expr).reduce((sum, part) => sum + inLoops(part), 0);
  return Math.max(0, (steps.get(expr) ?? 0) - all);
}

function isWrittenOut({ kind }: Expr): boolean {
  return kind === 'constant' || kind === 'list' || kind === 'map';
}

/** Whether a value is new, and may be large. */
function isBuilt({ kind, type }: Expr): boolean {
  const isThere = ['constant', 'variable', 'local', 'field', 'entry', 'index'].includes(kind);
  return !isThere && !isSmall(type);
}

function isSmall(type: Type): boolean {
  return type.kind === 'type' || (type.kind === 'simple' && !['dyn', 'string', 'bytes'].includes(type.name));
}
