import { tests } from '@bufbuild/cel-spec/testdata/parsing.js';
import { describe, expect, it } from 'vitest';
import { Uint } from '../values/uint.ts';
import { childrenOf } from './children-of.ts';
import type { Literal, Node } from './node.ts';
import { parse } from './parse.ts';

// cel-go's own parser tests, with the trees that it printed.

/** What cel-go refuses with the options of these tests, and we leave to others or allow. */
const ofOthers = /unsupported syntax|recursion|macro|iteration variable|argument is not|argument must be/;
/** Macros are expanded there, and longer chains of && and || are balanced. */
const printedOtherwise = /__comprehension__|~test-only~|_&&_\(_&&_|_\|\|_\(_\|\|_/;

const names: Readonly<Partial<Record<Node['op'], string>>> = {
  '?:': '_?_:_',
  '!_': '!_',
  '-_': '-_',
  '[]': '_[_]',
  '[?]': '_[?_]',
  in: '@in',
};

function print(node: Node): string {
  switch (node.op) {
    case 'value':
      return printLiteral(node.args);
    case 'id':
      return node.args;
    case '.':
      return `${print(node.args[0])}.${node.args[1]}`;
    case '.?':
      return `_?._(${print(node.args[0])},"${node.args[1]}")`;
    case 'call':
      return `${node.args[0]}(${node.args[1].map(print).join()})`;
    case 'rcall':
      return `${print(node.args[1])}.${node.args[0]}(${node.args[2].map(print).join()})`;
    case 'list':
      return `[${node.args.map(print).join()}]`;
    case 'map':
      return `{${node.args.map(([key, value]) => `${print(key)}:${print(value)}`).join()}}`;
    case 'struct':
      return `${node.args[0]}{${node.args[1].map(([name, value]) => `${name}:${print(value)}`).join()}}`;
    default:
      return `${names[node.op] ?? `_${node.op}_`}(${childrenOf(node).map(print).join()})`;
  }
}

function printLiteral(value: Literal): string {
  if (value instanceof Uint) return `${value.value}u`;
  if (value instanceof Uint8Array) return `b${JSON.stringify(Buffer.from(value).toString())}`;
  if (typeof value === 'string') return JSON.stringify(value).replace('\\u0007', '\\a').replace('\\u000b', '\\v');
  return String(value);
}

const rows = (tests.tests ?? []).map(({ original, ast, error = '' }) => ({
  source: original.expr,
  tree: ast?.replace(/\^#[^#]*#/g, '').replace(/\s+/g, ''),
  error,
}));

describe('the expressions that cel-go reads', () => {
  it.each(rows.filter(({ tree }) => tree !== undefined))('$source', ({ source, tree = '' }) => {
    const printed = print(parse(source)).replace(/\s+/g, '');
    if (!printedOtherwise.test(tree)) expect(printed).toBe(tree);
  });
});

describe('the expressions that cel-go refuses', () => {
  it.each(rows.filter(({ tree, error }) => tree === undefined && !ofOthers.test(error)))('$source', ({ source }) => {
    expect(() => parse(source)).toThrow(expect.objectContaining({ code: 'syntax' }));
  });
});
