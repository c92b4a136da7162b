import type { ASTNode } from 'cel-js';
import { CelError } from '../cel-error.ts';
import type { Frame } from '../compile/code.ts';
import { isComprehension } from '../compile/compile-comprehension.ts';
import { guarded } from '../compile/program.ts';
import { childrenOf, logicalTerms, type Node } from '../syntax-tree.ts';
import { isMap, mapKeys } from '../values/map-value.ts';
import { toHost } from '../values/to-host.ts';
import type { TracedPiece } from './compile-tracer.ts';
import type { RangeOf } from './source-range.ts';
import type { ElementSteps, Outcome, Step, StepKind } from './step.ts';

/** What is known of an expression and the event in hand. */
export interface StepSource {
  readonly source: string;
  readonly pieces: ReadonlyMap<ASTNode, TracedPiece>;
  readonly rangeOf: RangeOf;
  readonly frame: () => Frame;
  /** Of all the frames. */
  readonly locals: unknown[];
}

/** The elements of a macro that are shown from its beginning; the one that decides is shown wherever it is. */
export const shownElements = 5;

/** Evaluates the pieces of an expression one by one. */
export function createStepReader(from: StepSource): { readonly read: (node: ASTNode) => Step } {
  const read = (node: ASTNode): Step => {
    const range = from.rangeOf(node);
    return {
      ...range,
      text: from.source.slice(range.start, range.end),
      kind: kindOf(node),
      outcome: outcomeOf(node),
      ...partsOf(node),
    };
  };

  const outcomeOf = (node: ASTNode): Outcome => {
    try {
      return { value: toHost(evaluate(node)) };
    } catch (error) {
      if (error instanceof CelError) return { error };
      throw error;
    }
  };

  const evaluate = (node: ASTNode): unknown => {
    const piece = from.pieces.get(node);
    return piece && guarded(() => piece.code.run(from.frame()), node)(undefined);
  };

  const partsOf = (node: ASTNode): Pick<Step, 'operands' | 'elements' | 'omitted'> => {
    if (node.op === 'rcall' && isComprehension(node)) return macroParts(node);
    if (node.op === '?:') return { operands: node.args.map(read) };
    const operands = node.op === '&&' || node.op === '||' ? logicalTerms(node) : childrenOf(node);
    return { operands: operands.filter(isShown).map(read) };
  };

  const macroParts = (node: Node<'rcall'>): Pick<Step, 'operands' | 'elements' | 'omitted'> => {
    const [name, receiver, [variable, ...body]] = node.args;
    const slot = body[0] && from.pieces.get(body[0])?.slot;
    const operands = isShown(receiver) ? [read(receiver)] : [];
    if (slot === undefined || variable?.op !== 'id') return { operands };
    const items = itemsOf(receiver);
    const withItem = <T>(item: unknown, get: () => T): T => {
      from.locals[slot] = item;
      return get();
    };
    const decides = (item: unknown) => body[0] !== undefined && withItem(item, () => isDeciding(name, body[0]));
    const shown = chooseItems(items, items.findIndex(decides));
    const elements = shown.map(
      (item): ElementSteps => ({
        name: variable.args,
        value: toHost(item),
        body: withItem(item, () => body.filter(isShown).map(read)),
      }),
    );
    return { operands, elements, omitted: items.length - shown.length };
  };

  const itemsOf = (receiver: ASTNode): readonly unknown[] => {
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

  const isDeciding = (name: string, condition: ASTNode | undefined): boolean => {
    if (condition === undefined || (name !== 'exists' && name !== 'all')) return false;
    const outcome = outcomeOf(condition);
    return 'value' in outcome && outcome.value === (name === 'exists');
  };

  /** Whether the piece says something: literals say it themselves, and the whole event would drown the rest. */
  const isShown = (node: ASTNode): boolean => {
    const code = from.pieces.get(node)?.code;
    return code !== undefined && code.constant === undefined && code.type.kind !== 'object';
  };

  return { read };
}

function chooseItems(items: readonly unknown[], deciding: number): readonly unknown[] {
  const first = items.slice(0, shownElements);
  return deciding < shownElements ? first : [...first, items[deciding]];
}

function kindOf(node: ASTNode): StepKind {
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
      return node.op === 'rcall' && isComprehension(node) ? 'macro' : 'value';
  }
}
