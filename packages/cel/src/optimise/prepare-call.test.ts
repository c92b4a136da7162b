import { describe, expect, it } from 'vitest';
import { CelError } from '../cel-error.ts';
import { EvaluationFailure, fail } from '../evaluation-failure.ts';
import { interpretProgram } from '../interpret/interpret-program.ts';
import type { Call, Overload } from '../scope.ts';
import { call, constant, list, logical, overload, variable } from '../tree/build-expr.test.support.ts';
import type { Expr } from '../tree/expr.ts';
import { bool, dyn, int, text } from '../types/type.ts';
import { foldConstants } from './fold-constants.ts';
import { prepareCall, wrongConstants } from './prepare-call.ts';

function prepared(run: (args: readonly Expr[]) => Call | undefined, params = [text]): Overload {
  const own = () => fail('wrong pattern');
  return { ...overload(params, bool, own), prepare: { argument: 0, run } };
}

function found(expr: Expr): unknown {
  return [...wrongConstants(expr)].map(({ code, start, message }) => [code, start, message]);
}

describe('a constant argument that is wrong', () => {
  const picky = prepared(() => fail('wrong pattern'));
  const wrong = (start: number) => call([picky], [constant('[', text, start)]);

  it('is found where it stands, also in what makes no difference', () => {
    expect(found(wrong(7))).toEqual([['syntax', 7, 'wrong pattern']]);
    expect(found(logical('or', constant(true), wrong(5), wrong(9)))).toEqual([
      ['syntax', 5, 'wrong pattern'],
      ['syntax', 9, 'wrong pattern'],
    ]);
  });

  it('is a limit where it is too much', () => {
    const endless = prepared(() => {
      throw new EvaluationFailure('Too long', 'limit');
    });
    expect(found(call([endless], [constant('a')]))).toEqual([['limit', 0, 'Too long']]);
  });

  it('fails when it is evaluated, where nothing refuses it', () => {
    const evaluate = (expr: Expr) => interpretProgram(foldConstants(expr), { start: 0, end: 9 })({});
    expect(evaluate(logical('or', wrong(1), constant(true)))).toBe(true);
    expect(() => evaluate(wrong(1))).toThrow(CelError);
  });
});

describe('a prepared call', () => {
  const add = overload([int, int], int, (a: bigint, b: bigint) => a + b);
  const foldable = list(variable('any'), call([add], [constant(1n), constant(1n)]));

  it('is made once, of the arguments as they are written', () => {
    const seen: (readonly Expr[])[] = [];
    const made = () => true;
    const run = (args: readonly Expr[]) => {
      seen.push(args);
      return made;
    };
    const expr = call([prepared(run, [text, dyn])], [constant('a'), foldable]);
    const folded = foldConstants(expr);
    expect(folded.kind === 'call' && prepareCall(folded)).toBe(made);
    expect(seen).toEqual([expr.args]);
  });

  it('is the overload itself where folding alone makes an argument wrong', () => {
    const run = ([first]: readonly Expr[]) => (first?.kind === 'constant' ? fail('wrong pattern') : undefined);
    const own = prepared(run, [int]);
    const folded = foldConstants(call([own], [call([add], [constant(1n), constant(1n)])]));
    expect(folded.kind === 'call' && prepareCall(folded)).toBe(own.call);
    expect([...wrongConstants(folded)]).toEqual([]);
  });

  it('is none where the values choose the overload', () => {
    expect(prepareCall(call([add, add], [constant(1n), constant(2n)]))).toBeUndefined();
  });
});
