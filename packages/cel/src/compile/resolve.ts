import type { TextRange } from '../cel-error.ts';
import { EvaluationFailure } from '../evaluation-failure.ts';
import type { Call, Overload } from '../scope.ts';
import { accepts, isCertain } from '../types/relations.ts';
import { dyn, formatType, type Type } from '../types/type.ts';
import { hasType, shownType } from '../values/type-of.ts';
import { type Code, type Run, refuse } from './code.ts';
import { located } from './located.ts';

/** A call as it stands in an expression. */
export interface CallSite {
  /** As messages show it: `ap.was_executed`, `startsWith`, `+`. */
  readonly name: string;
  /** Of a method: the receiver first. */
  readonly args: readonly Code[];
  /** Where the arguments stand. */
  readonly nodes: readonly TextRange[];
  readonly place: TextRange;
}

/** The call of the overload that fits; undefined where none can. Which of several is seen at run time, by the values. */
export function compileOverload(overloads: readonly Overload[], site: CallSite): Code | undefined {
  const types = site.args.map((arg) => arg.type);
  const fitting = overloads.filter((overload) => fits(overload, types));
  const [first] = fitting;
  if (!first) return undefined;
  const isKnown = first.params.every((param, index) => isCertain(param, types[index] ?? dyn));
  const call = isKnown ? prepared(first, site) : dispatcher(fitting, site);
  return { type: isKnown ? first.result : commonResult(fitting), run: invoke(call, site) };
}

function fits(overload: Overload, types: readonly Type[]): boolean {
  return (
    overload.params.length === types.length && overload.params.every((param, i) => accepts(param, types[i] ?? dyn))
  );
}

function commonResult(overloads: readonly Overload[]): Type {
  const [first] = overloads;
  if (!first) return dyn;
  const name = formatType(first.result);
  return overloads.every((overload) => formatType(overload.result) === name) ? first.result : dyn;
}

function prepared(overload: Overload, site: CallSite): Call {
  const { prepare, call } = overload;
  if (!prepare) return call;
  try {
    return prepare.run(site.args) ?? call;
  } catch (error) {
    if (!(error instanceof EvaluationFailure)) throw error;
    return refuse(
      error.code === 'limit' ? 'limit' : 'syntax',
      error.message,
      site.nodes[prepare.argument] ?? site.place,
    );
  }
}

function dispatcher(overloads: readonly Overload[], site: CallSite): Call {
  return (...args: unknown[]) => {
    const overload = overloads.find(({ params }) => params.every((param, i) => hasType(args[i], param)));
    if (overload) return (overload.call as (...args: unknown[]) => unknown)(...args);
    const shown = args.map(shownType).join(', ');
    throw new EvaluationFailure(`Expected arguments that ${site.name} has, got "${shown}"`);
  };
}

/** One function per number of arguments: an array per call would cost more than most calls. */
function invoke(call: Call, { name, args, place }: CallSite): Run {
  const [a, b, c] = args.map((arg) => arg.run);
  const target = call as (...args: unknown[]) => unknown;
  if (a && args.length === 1) return invokeOne(a, target, { name, place });
  if (a && b && args.length === 2) return invokeTwo(a, b, target, { name, place });
  if (a && b && c && args.length === 3) return invokeThree([a, b, c], target, { name, place });
  const runs = args.map((arg) => arg.run);
  return invokeAny(runs, target, { name, place });
}

type Target = (...args: unknown[]) => unknown;
type Site = Pick<CallSite, 'name' | 'place'>;

function invokeAny(runs: readonly Run[], target: Target, { name, place }: Site): Run {
  return (frame) => {
    const args = runs.map((run) => run(frame));
    try {
      return target(...args);
    } catch (error) {
      throw located(error, name, place);
    }
  };
}

function invokeOne(a: Run, target: Target, { name, place }: Site): Run {
  return (frame) => {
    const first = a(frame);
    try {
      return target(first);
    } catch (error) {
      throw located(error, name, place);
    }
  };
}

function invokeTwo(a: Run, b: Run, target: Target, { name, place }: Site): Run {
  return (frame) => {
    const first = a(frame);
    const second = b(frame);
    try {
      return target(first, second);
    } catch (error) {
      throw located(error, name, place);
    }
  };
}

function invokeThree([a, b, c]: readonly [Run, Run, Run], target: Target, { name, place }: Site): Run {
  return (frame) => {
    const first = a(frame);
    const second = b(frame);
    const third = c(frame);
    try {
      return target(first, second, third);
    } catch (error) {
      throw located(error, name, place);
    }
  };
}
