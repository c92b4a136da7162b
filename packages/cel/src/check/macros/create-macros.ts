import type { Extension } from '../../stdlib/extension.ts';
import type { Macro } from '../context.ts';
import { bindMacro, blockMacro, madeUpVariable } from './block.ts';
import { comprehensionMacro, pairShapes, standardShapes } from './comprehension.ts';
import { extremeMacro, sortBy } from './functions.ts';
import { has } from './has.ts';
import { optFlatMap, optMap, or, orValue } from './optional.ts';

/** The macros by name, with their namespace: those of the standard and of the extensions. */
export function createMacros(extensions: readonly Extension[]): ReadonlyMap<string, Macro> {
  const macros = new Map<string, Macro>([['has', has]]);
  const pairs = extensions.includes('comprehensions2') ? pairShapes : {};
  for (const name of Object.keys({ ...standardShapes, ...pairs })) {
    macros.set(name, comprehensionMacro([...(standardShapes[name] ?? []), ...(pairs[name] ?? [])]));
  }
  for (const extension of extensions) {
    for (const [name, macro] of Object.entries(extensionMacros[extension] ?? {})) macros.set(name, macro);
  }
  return macros;
}

const extensionMacros: Partial<Record<Extension, Readonly<Record<string, Macro>>>> = {
  bindings: { 'cel.bind': bindMacro },
  block: {
    'cel.block': blockMacro,
    'cel.index': madeUpVariable,
    'cel.iterVar': madeUpVariable,
    'cel.accuVar': madeUpVariable,
  },
  lists: { sortBy },
  math: { 'math.greatest': extremeMacro('math.@max'), 'math.least': extremeMacro('math.@min') },
  optionals: { optMap, optFlatMap, or, orValue },
};
