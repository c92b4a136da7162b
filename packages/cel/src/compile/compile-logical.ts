import type { ASTNode } from 'cel-js';
import { CelError } from '../cel-error.ts';
import { logicalTerms, type Node } from '../syntax-tree.ts';
import { accepts } from '../types/relations.ts';
import { bool, formatType, isSimple } from '../types/type.ts';
import { shownType } from '../values/type-of.ts';
import { type Code, type Context, type Frame, refuse } from './code.ts';
import { compileNode } from './compile-node.ts';

/**
 * `&&` and `||`. An operand that decides wins over one that fails, whichever comes first: `error && false` is false,
 * `error || true` is true (cel-spec, logical operators).
 */
export function compileLogical(node: Node<'&&' | '||'>, context: Context): Code {
  const terms = logicalTerms(node).map((term) => compileCondition(term, context));
  const deciding = node.op === '||';
  return { type: bool, run: (frame) => decide(terms, deciding, frame) };
}

export type Condition = (frame: Frame) => boolean;

/** A piece that has to be bool; where only evaluation can tell, another value fails there. */
export function compileCondition(node: ASTNode, context: Context): Condition {
  const { type, run } = compileNode(node, context);
  if (!accepts(bool, type)) refuse('type', `Expected bool, got "${formatType(type)}"`, node);
  if (isSimple(type, 'bool')) return run as Condition;
  return (frame) => {
    const value = run(frame);
    return typeof value === 'boolean' ? value : refuse('evaluation', `Expected bool, got "${shownType(value)}"`, node);
  };
}

/** What another operand may still outdo; anything else, the limits among them, ends the evaluation. */
export function absorbable(error: unknown): CelError {
  if (error instanceof CelError && error.code === 'evaluation') return error;
  throw error;
}

function decide(terms: readonly Condition[], deciding: boolean, frame: Frame): boolean {
  let failure: CelError | undefined;
  for (const term of terms) {
    try {
      if (term(frame) === deciding) return deciding;
    } catch (error) {
      failure ??= absorbable(error);
    }
  }
  if (failure) throw failure;
  return !deciding;
}
