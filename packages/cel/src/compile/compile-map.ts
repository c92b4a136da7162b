import type { ASTNode } from 'cel-js';
import type { Node } from '../syntax-tree.ts';
import { formatType, isSimple, mapOf, type Type } from '../types/type.ts';
import { CelMap, type MapKey } from '../values/map-value.ts';
import { shownType } from '../values/type-of.ts';
import { type Code, type Context, type Frame, type Run, refuse } from './code.ts';
import { commonType } from './compile-list.ts';
import { compileNode } from './compile-node.ts';

const keyTypes = ['bool', 'int', 'uint', 'string'] as const;

interface Entry {
  readonly key: Run;
  readonly value: Run;
  readonly place: ASTNode;
}

/** `{key: value}`: a key twice is an error when it is evaluated, as keys need not be constant. */
export function compileMap(node: Node<'map'>, context: Context): Code {
  const keys = node.args.map(([key]) => compileKey(key, context));
  const values = node.args.map(([, value]) => compileNode(value, context));
  const type = mapOf(commonType(keys, nodes(node, 0)), commonType(values, nodes(node, 1)));
  const entries = node.args.flatMap(([place], index): Entry[] => {
    const [key, value] = [keys[index], values[index]];
    return key && value ? [{ key: key.run, value: value.run, place }] : [];
  });
  return { type, run: (frame) => build(entries, frame) };
}

function nodes(node: Node<'map'>, side: 0 | 1): ASTNode[] {
  return node.args.map((entry) => entry[side]);
}

function compileKey(node: ASTNode, context: Context): Code {
  const key = compileNode(node, context);
  if (isKeyType(key.type) || isSimple(key.type, 'dyn')) return key;
  return refuse('type', `Expected key of type ${keyTypes.join(', ')}, got "${formatType(key.type)}"`, node);
}

function isKeyType(type: Type): boolean {
  return keyTypes.some((name) => isSimple(type, name));
}

function build(entries: readonly Entry[], frame: Frame): CelMap {
  const map = new CelMap();
  for (const { key, value, place } of entries) {
    const name = key(frame);
    if (!keyTypes.some((type) => type === shownType(name))) {
      refuse('evaluation', `Expected key of type ${keyTypes.join(', ')}, got "${shownType(name)}"`, place);
    }
    if (!map.add(name as MapKey, value(frame))) refuse('evaluation', 'Duplicate key of map', place);
  }
  return map;
}
