import { limits } from '../limits.ts';
import type { ComprehensionExpr } from '../tree/expr.ts';
import type { Type } from '../types/type.ts';
import { iterationsBeforeScaling } from '../values/text-scale.ts';
import type { Block } from './block.ts';
import { box, unbox } from './box.ts';
import { compile } from './compile.ts';
import { compileCondition } from './compile-logical.ts';
import { compileRound } from './compile-round.ts';
import { counterOf } from './counter.ts';
import type { Place } from './place.ts';
import { fieldsOf, onlyElement } from './sharing.ts';
import { atom, formOf, level, type Value } from './value.ts';

/** A macro over a list or a map: a loop, and a variable for its result. */
export function compileComprehension(expr: ComprehensionExpr, place: Place): Value {
  if (expr.macro === 'all' || expr.macro === 'exists') {
    const only = compileOnly(expr, place);
    if (only) return only;
  }
  const { block, unit } = place;
  const result = unit.fresh(expr.macro);
  const start = initial[expr.macro];
  const isCollected = typeof start === 'object';
  block.add(`${isCollected ? 'const' : 'let'} ${result} = ${isCollected ? unit.call(start.made) : start};`);
  compileRound(expr, result, openLoop(expr, place));
  if (expr.macro === 'existsOne') return { js: `${result} === 1`, level: level.equality, form: 'bool' };
  return atom(result, expr.macro === 'all' || expr.macro === 'exists' ? 'bool' : 'boxed');
}

/**
 * Over a list that is written out with one element: no loop. The variable is but a name of the element where that
 * cannot fail once its fields are read.
 */
export function compileOnly(expr: ComprehensionExpr, place: Place): Value | undefined {
  const only = onlyElement(expr.range);
  const part = expr.condition ?? expr.result;
  if (!only || !part || expr.second) return undefined;
  const { locals, sharing } = place.context;
  if (sharing.valueOf(expr.first)) {
    for (const field of fieldsOf(only)) compile(field, place);
  } else {
    const value = compile(only, place);
    const name = place.unit.fresh('element');
    place.block.add(`const ${name} = ${value.js};`);
    locals.set(expr.first, {
      value: { ...value, js: name, level: level.atom, opposite: undefined },
      block: place.block,
    });
  }
  return expr.condition ? compileCondition(part, place) : compile(part, place);
}

const initial = {
  all: 'true',
  exists: 'false',
  existsOne: '0',
  filter: { made: 'emptyList' },
  transformList: { made: 'emptyList' },
  transformMap: { made: 'emptyMap' },
  transformMapEntry: { made: 'emptyMap' },
} as const;

/** Opens the loop, and declares its variables. */
function openLoop(expr: ComprehensionExpr, place: Place): Place {
  const { block, unit } = place;
  const range = box(compile(expr.range, place), place);
  const items = unit.fresh('items');
  const index = unit.fresh('i');
  const source = expr.second ? keep(range, place) : range;
  block.add(`const ${items} = ${itemsOf(expr, source, place)};`);
  const body = block.open(`for (let ${index} = 0; ${index} < ${items}.length; ${index} += 1)`);
  const counter = counterOf(place);
  body.add(`if ((${counter} += ${weightOf(expr, place)}) > ${limits.iterations}) ${unit.call('giveUp')};`);
  const inner = place.inside(body);
  declareLocals(expr, inner, { index, items, source, body });
  return inner;
}

/** What an element counts: once the loop has come far, by how long the texts are. */
function weightOf({ weight = 1, isScaled }: ComprehensionExpr, place: Place): string {
  if (!isScaled) return String(weight);
  const { context, unit } = place;
  const scale = unit.fresh('scale');
  context.root.declare(scale, '0');
  const scaled = `${weight} * (${scale} ||= ${unit.call('textScale', 'root')})`;
  return `(${counterOf(place)} < ${iterationsBeforeScaling} ? ${weight} : ${scaled})`;
}

function keep(js: string, { block, unit }: Place): string {
  const name = unit.fresh('range');
  block.add(`const ${name} = ${js};`);
  return name;
}

function itemsOf({ range: { type }, second }: ComprehensionExpr, range: string, { unit }: Place): string {
  if (type.kind === 'list') return range;
  if (type.kind === 'map') return unit.call('mapKeys', range);
  return unit.call(second ? 'keysOf' : 'itemsOf', range);
}

interface Round {
  readonly index: string;
  readonly items: string;
  readonly source: string;
  readonly body: Block;
}

function declareLocals({ range, first, second }: ComprehensionExpr, place: Place, round: Round): void {
  const { index, items, source, body } = round;
  const { locals, unit } = place.context;
  const item = atom(`${items}[${index}]`, 'boxed');
  const isList = range.type.kind === 'list';
  const add = (local: { readonly type: Type }, value: Value, base: string): Value => {
    const name = unit.fresh(base);
    body.add(`const ${name} = ${unbox(value, local.type, place).js};`);
    return atom(name, formOf(local.type));
  };
  if (!second) {
    locals.set(first, { value: add(first, item, 'item'), block: body });
    return;
  }
  const position = atom(index, 'int', { range: { least: 0, greatest: 2 ** 32 } });
  const key = isList ? position : add(first, item, 'key');
  locals.set(first, { value: key, block: body });
  const element = isList ? item : atom(unit.call('indexed', source, box(key, place)), 'boxed');
  locals.set(second, { value: add(second, element, 'item'), block: body });
}
