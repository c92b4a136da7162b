import { describe, expect, it, vi } from 'vitest';
import { createEnvironment } from '../environment.ts';
import type { ObjectField } from '../scope.ts';
import { constant, nodeAt, variable } from '../tree/build-expr.test.support.ts';
import type { Expr } from '../tree/expr.ts';
import { text } from '../types/type.ts';
import { generate } from './generate.ts';

const environment = createEnvironment({
  variables: { s: 'string', x: 'dyn', o: 'Thing' },
  types: { Thing: { default: 'string', class: 'string', c0: 'string', root: 'string', 'not an identifier': 'string' } },
});

const hostile = [
  "HOSTILE'); process.exit(1); ('",
  'HOSTILE"); process.exit(1); ("',
  'HOSTILE`); process.exit(1); (`',
  '$' + '{HOSTILE.process.exit(1)}',
  'HOSTILE\u2028process.exit(1)',
  'HOSTILE\u2029process.exit(1)',
  'HOSTILE\nprocess.exit(1)',
  'HOSTILE\\',
  '*/HOSTILE/*',
  '</script>HOSTILE',
  'HOSTILE\0',
  '\ud800HOSTILE',
];

/** A literal in CEL that denotes the text. */
function literal(value: string): string {
  const escaped = [...value].map((char) => `\\U${(char.codePointAt(0) ?? 0).toString(16).padStart(8, '0')}`);
  return value.isWellFormed() ? `'${escaped.join('')}'` : `'${escaped.join('')}'`.replaceAll('\\U0000d800', '?');
}

const shapes: readonly ((value: string) => string)[] = [
  (value) => `s == ${value}`,
  (value) => `s.startsWith(${value}) || s.endsWith(${value}) || s.contains(${value})`,
  (value) => `s in [${value}, 'b'] || s in [${value}, 'a', 'b', 'c', 'd', 'e', 'f', 'g']`,
  (value) => `s.startsWith(${value}) || s.startsWith('b') || s.startsWith('c') || s == ${value}`,
  (value) => `{${value}: 1, s: 2}[${value}] == 1`,
  (value) => `x[${value}] == 1 || ${value} in x`,
  (value) => `s.replace('/', '_').contains(${value})`,
  (value) => `[${value}, s].exists(e, e == ${value})`,
  (value) => `(${value} + s).endsWith(${value})`,
  (value) => `s + ${value} == s`,
  (value) => `s.lowerAscii().endsWith(${value})`,
  (value) => `size(${value}) == size(s)`,
];

describe('no text of an expression becomes code', () => {
  it.each(hostile)('%j', (value) => {
    for (const shape of shapes) {
      const { code, evaluate } = generate(environment.compile(shape(literal(value))).tree);
      expect(code).not.toContain('HOSTILE');
      expect(code).toMatch(/^[\x20-\x7e\n]+$/);
      expect(() => evaluate({ s: 'a', x: {} })).not.toThrow(SyntaxError);
    }
  });

  it('names of entries, of locals and of fields neither', () => {
    const sources = [
      'x.HOSTILE == 1 || has(x.HOSTILE)',
      'x.constructor == 1 || x.__proto__ == 2 || x.prototype == 3',
      '[1, 2].exists(HOSTILE, HOSTILE == 1)',
      '[1, 2].exists(process, [process].all(constructor, constructor > 0 && s == s))',
      "'HOSTILE'.matches('HOSTILE') || s.matches('HOSTILE')",
    ];
    for (const source of sources) {
      const { code } = generate(environment.compile(source).tree);
      expect(code).not.toMatch(/HOSTILE|__proto__|prototype|process|constructor/);
    }
  });

  it('properties are names of declared fields, and identifiers', () => {
    const read = () => 'read';
    const field = (property: string): ObjectField => ({ type: text, property, read, has: () => true });
    const fieldOf = (property: string): Expr => {
      const operand = variable('o', { kind: 'object', name: 'Thing' }, { isRoot: true });
      return { kind: 'field', type: text, node: nodeAt(0), operand, field: field(property), isTest: false };
    };
    for (const property of ['a;process.exit(1)', 'a b', '', '0', 'a\u2028', 'ä', '__proto__', 'constructor', "['a']"]) {
      const { code, evaluate } = generate(fieldOf(property));
      expect(code).toContain('.read(root)');
      expect(evaluate({})).toBe('read');
    }
    expect(generate(fieldOf('good')).code).toContain('root.good');
  });

  it('fields may be called like words of the language', () => {
    const source = "o.default == 'x' || o.class == o.default || o.c0 == o.class || o.root == o.c0 || o.root == 'y'";
    const { evaluate } = generate(environment.compile(source).tree);
    expect(evaluate({ o: { root: 'y' } })).toBe(true);
    expect(evaluate({ o: { default: 'a', class: 'b', c0: 'c', root: 'd' } })).toBe(false);
  });
});

describe('code', () => {
  it('is readable', () => {
    const source = "s == 'a' || (s.startsWith('/etc') && s.endsWith('shadow') && [1, 2].exists(e, x == e))";
    expect(generate(environment.compile(source).tree).code).toMatchInlineSnapshot(`
      "'use strict';
      const { asText, boxInt, equals, giveUp, unboxInt } = support;
      const [c0, c1, c2, c3, c4, c5] = constants;
      return function evaluate(root) {
        try {
          let visited_5 = 0, variable_7;
          const variable_1 = asText(c0.read(root));
          if (variable_1 === c1) return true;
          if (!variable_1.startsWith(c2)) return false;
          if (!variable_1.endsWith(c3)) return false;
          let exists_2 = false;
          const items_3 = c4;
          for (let i_4 = 0; i_4 < items_3.length; i_4 += 1) {
            if ((visited_5 += 1) > 100000) giveUp();
            const item_6 = unboxInt(items_3[i_4]);
            variable_7 ??= c5.read(root);
            if (equals(variable_7, boxInt(item_6))) { exists_2 = true; break; }
          }
          return exists_2;
        } catch {
          return interpret(root);
        }
      };
      "
    `);
  });

  it('is not generated where that is forbidden', async () => {
    vi.resetModules();
    const forbidden = function Forbidden() {
      throw new EvalError('Code generation from strings disallowed for this context');
    };
    vi.stubGlobal('Function', forbidden);
    const { generate: generateAnew } = await import('./generate.ts');
    const { gaveUp } = await import('./give-up.ts');
    try {
      const { code, evaluate } = generateAnew(constant(true));
      expect(code).toBe('');
      expect(() => evaluate({})).toThrow();
      expect(gaveUp).toBeTypeOf('symbol');
    } finally {
      vi.unstubAllGlobals();
    }
  });
});
