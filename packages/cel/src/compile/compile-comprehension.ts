import type { ASTNode } from 'cel-js';
import type { CelError, TextRange } from '../cel-error.ts';
import type { Node } from '../syntax-tree.ts';
import { bool, dyn, formatType, isSimple, listOf, type Type } from '../types/type.ts';
import { isMap, mapKeys } from '../values/map-value.ts';
import { shownType } from '../values/type-of.ts';
import { type Code, type Context, type Frame, type Run, refuse } from './code.ts';
import { absorbable, type Condition, compileCondition } from './compile-logical.ts';
import { compileNode } from './compile-node.ts';
import { countIterations } from './count-iterations.ts';

/** The standard macros over lists and over the keys of maps, with the numbers of arguments they take. */
const macros: Readonly<Record<string, readonly number[]>> = {
  all: [2],
  exists: [2],
  exists_one: [2],
  filter: [2],
  map: [2, 3],
};

export function isComprehension(node: Node<'rcall'>): boolean {
  const [name, , args] = node.args;
  return Object.hasOwn(macros, name) && (macros[name]?.includes(args.length) ?? false);
}

/** `list.all(x, condition)` and its kin. */
export function compileComprehension(node: Node<'rcall'>, context: Context): Code {
  const [name, receiver, [variable, second, third]] = node.args;
  if (variable?.op !== 'id' || !second) return refuse('syntax', 'Expected name of a variable', variable ?? node);
  const range = compileNode(receiver, context);
  const type = itemType(range.type, receiver);
  const slot = context.slots.count++;
  const inner = { ...context, locals: { name: variable.args, type, slot, outer: context.locals } };
  const loop = { items: range.run, slot, place: { start: receiver.start, end: receiver.end } };
  if (name === 'map') return compileMapMacro(loop, third ? [second, third] : [undefined, second], inner);
  const condition = compileCondition(second, inner);
  if (name === 'filter') return { type: listOf(type), run: (frame) => filter(loop, condition, frame) };
  if (name === 'exists_one') return { type: bool, run: (frame) => filter(loop, condition, frame).length === 1 };
  return { type: bool, run: (frame) => quantify(loop, condition, { deciding: name === 'exists', frame }) };
}

interface Loop {
  readonly items: Run;
  readonly slot: number;
  readonly place: TextRange;
}

function itemType(range: Type, place: ASTNode): Type {
  if (range.kind === 'list') return range.element;
  if (range.kind === 'map') return range.key;
  if (isSimple(range, 'dyn') || range.kind === 'empty') return dyn;
  return refuse('type', `Expected list or map, got "${formatType(range)}"`, place);
}

function compileMapMacro(
  loop: Loop,
  [filterNode, resultNode]: readonly [ASTNode | undefined, ASTNode],
  context: Context,
): Code {
  const condition = filterNode && compileCondition(filterNode, context);
  const result = compileNode(resultNode, context);
  const { run } = result;
  return {
    type: listOf(result.type),
    run: (frame) => {
      const results: unknown[] = [];
      for (const item of itemsOf(loop, frame)) {
        step(loop, item, frame);
        if (!condition || condition(frame)) results.push(run(frame));
      }
      return results;
    },
  };
}

function filter(loop: Loop, condition: Condition, frame: Frame): unknown[] {
  const kept: unknown[] = [];
  for (const item of itemsOf(loop, frame)) {
    step(loop, item, frame);
    if (condition(frame)) kept.push(item);
  }
  return kept;
}

/** As with `&&` and `||`, an element that decides wins over one that fails. */
function quantify(loop: Loop, condition: Condition, { deciding, frame }: { deciding: boolean; frame: Frame }): boolean {
  let failure: CelError | undefined;
  for (const item of itemsOf(loop, frame)) {
    step(loop, item, frame);
    try {
      if (condition(frame) === deciding) return deciding;
    } catch (error) {
      failure ??= absorbable(error);
    }
  }
  if (failure) throw failure;
  return !deciding;
}

function itemsOf(loop: Loop, frame: Frame): readonly unknown[] {
  const range = loop.items(frame);
  if (Array.isArray(range)) return range;
  if (isMap(range)) return mapKeys(range);
  return refuse('evaluation', `Expected list or map, got "${shownType(range)}"`, loop.place);
}

function step(loop: Loop, item: unknown, frame: Frame): void {
  countIterations(frame, 1, loop.place);
  frame.locals[loop.slot] = item;
}
