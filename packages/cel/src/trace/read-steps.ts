import { CelError } from '../cel-error.ts';
import type { Frame } from '../interpret/frame.ts';
import { guarded } from '../interpret/guarded.ts';
import type { Slots } from '../interpret/slots.ts';
import { childrenOf } from '../syntax/children-of.ts';
import { logicalTerms } from '../syntax/logical-terms.ts';
import type { Node, NodeOf } from '../syntax/node.ts';
import type { ComprehensionExpr, Expr } from '../tree/expr.ts';
import { isMap, mapKeys } from '../values/map-value.ts';
import { toHost } from '../values/to-host.ts';
import type { TracedPiece } from './compile-tracer.ts';
import type { ElementSteps, Outcome, Step, StepKind } from './step.ts';

/** What is known of an expression and the event in hand. */
export interface StepSource {
  readonly source: string;
  /** Undefined for what is no piece of its own, such as the variable of a macro. */
  readonly pieceOf: (node: Node) => TracedPiece | undefined;
  readonly frame: () => Frame;
  /** Of all the frames. */
  readonly locals: unknown[];
  readonly slots: Slots;
}

/** The elements of a macro that are shown from its beginning; the one that decides is shown wherever it is. */
export const shownElements = 5;

/** Evaluates the pieces of an expression one by one. */
export function createStepReader(from: StepSource): { readonly read: (node: Node) => Step } {
  const read = (node: Node): Step => {
    const { start, end } = node;
    return {
      start,
      end,
      text: from.source.slice(start, end),
      kind: kindOf(node, macroOf(node)),
      outcome: outcomeOf(node),
      ...partsOf(node),
    };
  };

  const outcomeOf = (node: Node): Outcome => {
    try {
      return { value: toHost(evaluate(node)) };
    } catch (error) {
      if (error instanceof CelError) return { error };
      throw error;
    }
  };

  const evaluate = (node: Node): unknown => {
    const piece = from.pieceOf(node);
    return piece && guarded(() => piece.run(from.frame()), node)(undefined);
  };

  const partsOf = (node: Node): Pick<Step, 'operands' | 'elements' | 'omitted'> => {
    const macro = macroOf(node);
    if (node.op === 'rcall' && macro) return macroParts(node, macro);
    if (node.op === '?:') return { operands: node.args.map(read) };
    const operands = node.op === '&&' || node.op === '||' ? logicalTerms(node) : childrenOf(node);
    return { operands: operands.filter(isShown).map(read) };
  };

  const macroOf = (node: Node): ComprehensionExpr | undefined => {
    const expr = from.pieceOf(node)?.expr;
    return expr?.kind === 'comprehension' ? expr : undefined;
  };

  const macroParts = (
    node: NodeOf<'rcall'>,
    { first }: ComprehensionExpr,
  ): Pick<Step, 'operands' | 'elements' | 'omitted'> => {
    const [name, receiver, [, ...body]] = node.args;
    const slot = from.slots.of(first);
    const operands = isShown(receiver) ? [read(receiver)] : [];
    const items = itemsOf(receiver);
    const withItem = <T>(item: unknown, get: () => T): T => {
      from.locals[slot] = item;
      return get();
    };
    const decides = (item: unknown) => body[0] !== undefined && withItem(item, () => isDeciding(name, body[0]));
    const shown = chooseItems(items, items.findIndex(decides));
    const elements = shown.map(
      (item): ElementSteps => ({
        name: first.name,
        value: toHost(item),
        body: withItem(item, () => body.filter(isShown).map(read)),
      }),
    );
    return { operands, elements, omitted: items.length - shown.length };
  };

  const itemsOf = (receiver: Node): readonly unknown[] => {
    try {
      const range = evaluate(receiver);
      if (Array.isArray(range)) return range;
      return isMap(range) ? mapKeys(range) : [];
    } catch (error) {
      // The receiver's own step says why.
      if (error instanceof CelError) return [];
      throw error;
    }
  };

  const isDeciding = (name: string, condition: Node | undefined): boolean => {
    if (condition === undefined || (name !== 'exists' && name !== 'all')) return false;
    const outcome = outcomeOf(condition);
    return 'value' in outcome && outcome.value === (name === 'exists');
  };

  /** Whether the piece says something: literals say it themselves, and the whole event would drown the rest. */
  const isShown = (node: Node): boolean => {
    const expr = from.pieceOf(node)?.expr;
    return expr !== undefined && !isLiteral(expr) && expr.type.kind !== 'object';
  };

  return { read };
}

function chooseItems(items: readonly unknown[], deciding: number): readonly unknown[] {
  const first = items.slice(0, shownElements);
  return deciding < shownElements ? first : [...first, items[deciding]];
}

function isLiteral(expr: Expr): boolean {
  if (expr.kind === 'list') return expr.elements.every(({ value }) => isLiteral(value));
  return expr.kind === 'constant';
}

function kindOf(node: Node, macro: ComprehensionExpr | undefined): StepKind {
  switch (node.op) {
    case '&&':
      return 'and';
    case '||':
      return 'or';
    case '!_':
      return 'not';
    case '?:':
      return 'choice';
    default:
      return macro ? 'macro' : 'value';
  }
}
