import type { EventType } from '@rulelibrary/schema';
import type { TextRange } from '../cel-error.ts';
import { childrenOf } from '../syntax/children-of.ts';
import { isComprehension } from '../syntax/is-comprehension.ts';
import { logicalTerms } from '../syntax/logical-terms.ts';
import type { Node, NodeOf } from '../syntax/node.ts';
import { parse } from '../syntax/parse.ts';
import { bind } from './bind.ts';
import { type GuardScope, globalName } from './guard.ts';
import { literalTexts } from './literal-texts.ts';
import { possibleTypes } from './possible-types.ts';
import { type CallPlace, type ProfileRead, profileRead } from './profile-read.ts';

/** A field of the event, where an expression reads it; `has(event.path)` counts. */
export interface FieldRead extends TextRange {
  readonly name: string;
  /** The event types on which it can be reached, by the conditions on `eventType` around it. */
  readonly eventTypes: readonly EventType[];
  /** The step of a sequence whose event it is: `steps.<step>.event.<name>`. */
  readonly step?: string;
}

/** A call of a function with a namespace, such as `ap.was_executed(event.containerId, event.exepath)`. */
export interface HelperCall extends TextRange {
  readonly name: string;
  /** Each argument's texts where it is a literal, or the variable of a comprehension over literals. */
  readonly args: readonly (readonly string[] | undefined)[];
  readonly profile?: ProfileRead;
}

/** What an expression reads, in the order of the text. */
export interface ExpressionReads {
  readonly fields: readonly FieldRead[];
  readonly calls: readonly HelperCall[];
}

/**
 * What an expression reads of the event and of the helper functions. Nothing is checked: names that no event has, and
 * calls that do not fit, are in it as they stand.
 * @throws CelError syntax, limit
 */
export function readsOf(source: string): ExpressionReads {
  const fields: FieldRead[] = [];
  const calls: HelperCall[] = [];
  for (const [node, place] of walk(parse(source))) {
    const field = fieldRead(node, place);
    if (field) fields.push(field);
    const call = helperCall(node, place);
    if (call) calls.push(call);
  }
  return { fields, calls };
}

function* walk(root: Node): Generator<[Node, CallPlace]> {
  const pending: [Node, CallPlace][] = [[root, { guards: undefined, binding: undefined }]];
  for (let entry = pending.pop(); entry; entry = pending.pop()) {
    yield entry;
    pending.push(...[...placedChildren(...entry)].reverse());
  }
}

function placedChildren(node: Node, place: CallPlace): [Node, CallPlace][] {
  if (node.op === '&&' || node.op === '||') {
    const terms = logicalTerms(node);
    return terms.map((term) => [term, guardedBy(place, { terms, except: term, holds: node.op === '&&' })]);
  }
  if (node.op === '?:') {
    const [condition, yes, no] = node.args;
    const when = (holds: boolean) => guardedBy(place, { terms: [condition], except: undefined, holds });
    return [
      [condition, place],
      [yes, when(true)],
      [no, when(false)],
    ];
  }
  if (node.op === 'rcall' && isComprehension(node)) return placedComprehension(node, place);
  return childrenOf(node).map((child) => [child, place]);
}

function placedComprehension({ args: [, range, args] }: NodeOf<'rcall'>, place: CallPlace): [Node, CallPlace][] {
  const [variable, ...bodies] = args;
  if (variable?.op !== 'id') return [];
  const inner = { ...place, binding: bind(variable, range, place.binding) };
  return [[range, place], ...bodies.map((body): [Node, CallPlace] => [body, inner])];
}

function guardedBy(place: CallPlace, { terms, except, holds }: Omit<GuardScope, 'binding' | 'outer'>): CallPlace {
  return { ...place, guards: { terms, except, holds, binding: place.binding, outer: place.guards } };
}

function fieldRead(node: Node, { guards, binding }: CallPlace): FieldRead | undefined {
  if (node.op !== '.') return undefined;
  const [operand, name] = node.args;
  const read = { name, start: node.pos, end: node.end, eventTypes: possibleTypes(guards) };
  if (['event', 'http'].includes(globalName(operand, binding) ?? '')) return read;
  const step = stepOf(operand, binding);
  return step === undefined ? undefined : { ...read, step };
}

/** `read_secret` of `steps.read_secret.event`. */
function stepOf(operand: Node, binding: CallPlace['binding']): string | undefined {
  if (operand.op !== '.' || operand.args[1] !== 'event') return undefined;
  const [step] = operand.args;
  return step.op === '.' && globalName(step.args[0], binding) === 'steps' ? step.args[1] : undefined;
}

function helperCall(node: Node, place: CallPlace): HelperCall | undefined {
  if (node.op !== 'rcall') return undefined;
  const [method, receiver, args] = node.args;
  const namespace = globalName(receiver, place.binding);
  if (namespace === undefined) return undefined;
  const name = `${namespace}.${method}`;
  const profile = profileRead(name, args, place);
  return {
    name,
    args: args.map((arg) => literalTexts(arg, place.binding)),
    start: node.start,
    end: node.end,
    ...(profile && { profile }),
  };
}
