import type { Expr } from '../tree/expr.ts';
import { Block } from './block.ts';
import { compile } from './compile.ts';
import { compileResult } from './compile-result.ts';
import { gaveUp, giveUp } from './give-up.ts';
import { Place } from './place.ts';
import type { SharedRead, SharedScope } from './shared-scope.ts';
import { Sharing } from './sharing.ts';
import { simplify } from './simplify.ts';
import { Unit } from './unit.ts';

export interface Generated {
  /** The JavaScript, for people. */
  readonly code: string;
  /** What c0, c1, … in it stand for. */
  readonly constants: readonly unknown[];
  readonly evaluate: Evaluate;
}

type Evaluate = (root: unknown) => unknown;

/**
 * JavaScript that evaluates an expression, fast and optimistic: plain short-circuit evaluation is what the language
 * asks for as long as nothing fails. On anything that is not plain, and where no code may be generated, it leaves the
 * work to `interpret`.
 *
 * @param interpret by default throws, to tell that the code gave up
 */
export function generate(expr: Expr, interpret: Evaluate = giveUp, shared?: SharedScope): Generated {
  const build = (simple: Expr) => {
    const place = rootPlace(simple, shared);
    compileResult(simple, place);
    const body = `try {\n${place.block.render('    ')}\n  } catch {\n    return interpret(root);\n  }`;
    return link(place, body, interpret);
  };
  return attempt(expr, build) ?? { code: '', constants: [], evaluate: interpret };
}

/**
 * The function of a slot: computes the value, in the form in which generated code holds it, and keeps it in the slot
 * that it is called on. Throws where it is not plain.
 *
 * @param shared in which the value itself must not be, or it would wait for itself
 */
export function generateShared(expr: Expr, shared: SharedScope): (Generated & Pick<SharedRead, 'value'>) | undefined {
  return attempt(expr, (simple) => {
    const place = rootPlace(simple, shared);
    const { js, form, range, maxLength } = compile(simple, place);
    place.block.add(`const value = ${js};`);
    place.block.add('this.value = value;');
    place.block.add(`this.at = ${place.unit.constant(shared.clock)}.now;`);
    place.block.add('return value;');
    return { ...link(place, place.block.render('  ').trimStart(), giveUp), value: { form, range, maxLength } };
  });
}

function attempt<Result>(expr: Expr, build: (simple: Expr) => Result): Result | undefined {
  try {
    return canGenerate() ? build(simplify(expr)) : undefined;
  } catch (error) {
    if (error === gaveUp) return undefined;
    throw error;
  }
}

function rootPlace(expr: Expr, shared: SharedScope | undefined): Place {
  const root = new Block();
  const context = { unit: new Unit(), root, sharing: new Sharing(expr), locals: new Map(), kept: new Map(), shared };
  return new Place(context, root);
}

function link({ unit }: Place, body: string, interpret: Evaluate): Generated {
  const code = `${unit.prologue()}\nreturn function evaluate(root) {\n  ${body}\n};\n`;
  return { code, constants: unit.constants, evaluate: unit.link(code, interpret) as Evaluate };
}

let isAllowed: boolean | undefined;

/** Whether code may be generated at all: a content security policy can forbid it. */
function canGenerate(): boolean {
  isAllowed ??= tryToGenerate();
  return isAllowed;
}

function tryToGenerate(): boolean {
  try {
    return new Function('return true')() === true;
  } catch {
    return false;
  }
}
