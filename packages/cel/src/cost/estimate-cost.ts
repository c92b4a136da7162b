import type { BindExpr, ComprehensionExpr, Expr, Local, MembershipExpr } from '../tree/expr.ts';
import { type AssumedSizes, assumedExtent, assumedSizes } from './assumed-extent.ts';
import { constantExtent } from './constant-extent.ts';
import { estimateCall } from './estimate-call.ts';
import { builtList, type Extent, scalar, traversal, union, weight, weightOfElements } from './extent.ts';

/** Of one evaluation of a piece: its steps with those of its operands, and how large its value can be. */
interface Estimate {
  readonly steps: number;
  readonly extent: Extent;
}

interface Estimating {
  readonly locals: Map<Local, Extent>;
  readonly steps: Map<Expr, number>;
  readonly sizes: AssumedSizes;
}

/**
 * How many steps an evaluation takes at most, as long as texts and lists of the event are no larger than
 * {@link assumedSizes}: a step is what reading a field, one operator, visiting one element of a list or going through
 * ten characters takes, some nanoseconds. After cel-go's cost model; what the expression itself says is known exactly.
 */
export function estimateCost(expr: Expr): number {
  return estimateSteps(expr).get(expr) ?? 0;
}

/** The same of every piece: of what a comprehension does with an element, for one element. */
export function estimateSteps(expr: Expr, sizes: AssumedSizes = assumedSizes): ReadonlyMap<Expr, number> {
  const estimating: Estimating = { locals: new Map(), steps: new Map(), sizes };
  estimate(expr, estimating);
  return estimating.steps;
}

function estimate(expr: Expr, estimating: Estimating): Estimate {
  const { steps, extent } = estimateKind(expr, estimating);
  // Beyond it sums would no longer be exact.
  const bounded = Math.min(Math.ceil(steps), Number.MAX_SAFE_INTEGER);
  estimating.steps.set(expr, bounded);
  return { steps: bounded, extent };
}

function estimateKind(expr: Expr, estimating: Estimating): Estimate {
  const of = (part: Expr) => estimate(part, estimating);
  const assumed = assumedExtent(expr.type, estimating.sizes);
  switch (expr.kind) {
    case 'constant':
      return { steps: 0, extent: constantExtent(expr.value) };
    case 'variable': {
      const { constant } = expr.variable;
      return { steps: 1, extent: constant === undefined ? assumed : constantExtent(constant) };
    }
    case 'local':
      return { steps: 1, extent: estimating.locals.get(expr.local) ?? assumed };
    case 'field':
      return { steps: of(expr.operand).steps + 1, extent: assumed };
    case 'entry':
      return selected(of(expr.operand), assumed);
    case 'index':
      return plus(selected(of(expr.operand), assumed), of(expr.index).steps);
    case 'optionalSelect':
      return plus(selected(of(expr.operand), assumed), of(expr.key).steps);
    case 'not':
      return { steps: of(expr.operand).steps + 1, extent: scalar };
    case 'and':
    case 'or':
      return { steps: sum(expr.terms.map((term) => of(term).steps)), extent: scalar };
    case 'choice': {
      const [condition, yes, no] = [of(expr.condition), of(expr.yes), of(expr.no)];
      return { steps: condition.steps + Math.max(yes.steps, no.steps), extent: union(yes.extent, no.extent) };
    }
    case 'equal':
    case 'order':
      return compared(of(expr.left), of(expr.right));
    case 'membership':
      return estimateMembership(expr, [of(expr.element), of(expr.container)]);
    case 'call': {
      const args = expr.args.map(of);
      const call = estimateCall(
        expr,
        args.map(({ extent }) => extent),
        estimating.sizes,
      );
      return plus(call, sum(args.map(({ steps }) => steps)));
    }
    case 'fail':
      return { steps: 1 + sum(expr.args.map((arg) => of(arg).steps)), extent: assumed };
    case 'list':
      return gathered(
        expr.elements.map(({ value }) => of(value)),
        expr.elements.length,
      );
    case 'map':
      return gathered(
        expr.entries.flatMap(({ key, value }) => [of(key), of(value)]),
        expr.entries.length,
      );
    case 'comprehension':
      return estimateComprehension(expr, estimating);
    case 'bind':
      return estimateBind(expr, estimating);
  }
}

/** Something out of a list or a map. */
function selected({ steps, extent }: Estimate, assumed: Extent): Estimate {
  return { steps: steps + 1, extent: extent.element ?? assumed };
}

/** As far as the smaller one goes. */
function compared(left: Estimate, right: Estimate): Estimate {
  const comparing = Math.min(weight(left.extent), weight(right.extent));
  return { steps: left.steps + right.steps + comparing, extent: scalar };
}

function estimateMembership({ container }: MembershipExpr, [element, list]: readonly [Estimate, Estimate]): Estimate {
  const { extent } = list;
  const isLookedUp = container.type.kind === 'map' || isConstant(container);
  const looking = isLookedUp
    ? traversal(element.extent.length)
    : Math.min(extent.count * weight(element.extent), weightOfElements(extent));
  return { steps: element.steps + list.steps + 1 + looking, extent: scalar };
}

/** The evaluators make a set of it. */
function isConstant(container: Expr): boolean {
  if (container.kind === 'list') return container.elements.every(({ value }) => value.kind === 'constant');
  return container.kind === 'constant';
}

/** A list or map that is written out. */
function gathered(parts: readonly Estimate[], count: number): Estimate {
  const element = parts.map(({ extent }) => extent).reduce(union, scalar);
  return { steps: sum(parts.map(({ steps }) => steps)) + parts.length + 1, extent: { length: 0, count, element } };
}

function estimateComprehension(expr: ComprehensionExpr, estimating: Estimating): Estimate {
  const range = estimate(expr.range, estimating);
  const { count, element } = range.extent;
  for (const local of [expr.first, expr.second]) {
    if (local) estimating.locals.set(local, element ?? assumedExtent(local.type, estimating.sizes));
  }
  const condition = expr.condition && estimate(expr.condition, estimating);
  const result = expr.result && estimate(expr.result, estimating);
  const each = 1 + (condition?.steps ?? 0) + (result?.steps ?? 0);
  return { steps: range.steps + 1 + count * each, extent: comprehended(expr, range.extent, result?.extent) };
}

function comprehended({ macro }: ComprehensionExpr, { count, element }: Extent, result: Extent | undefined): Extent {
  switch (macro) {
    case 'filter':
      return builtList(count, element);
    case 'transformList':
      return builtList(count, result);
    case 'transformMap':
      return builtList(count, element && result && union(element, result));
    case 'transformMapEntry':
      return builtList(count, result?.element);
    default:
      return scalar;
  }
}

/** The value is computed once, however often it is used. */
function estimateBind({ local, value, body }: BindExpr, estimating: Estimating): Estimate {
  const bound = estimate(value, estimating);
  estimating.locals.set(local, bound.extent);
  return plus(estimate(body, estimating), bound.steps);
}

function plus({ steps, extent }: Estimate, more: number): Estimate {
  return { steps: steps + more, extent };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
