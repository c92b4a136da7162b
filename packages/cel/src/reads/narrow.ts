import { logicalTerms } from '../syntax/logical-terms.ts';
import type { Node, NodeOf } from '../syntax/node.ts';
import { bind } from './bind.ts';
import type { Binding, Guard } from './guard.ts';
import { literalList, literalTexts } from './literal-texts.ts';
import { nodeKey } from './node-key.ts';

/** How a text of a profile looks, with one of the four ways that `profileDataRequired` has. */
export interface TextPattern {
  readonly kind: 'exact' | 'prefix' | 'suffix' | 'contains';
  readonly text: string;
}

/** Each alternative alone says what a text can be: it matches one of the patterns. None: it can be anything. */
export type Alternatives = readonly (readonly TextPattern[])[];

/** More alternatives than these come from no expression that a person wrote. */
const maximumAlternatives = 64;

/** What the guard says about the value of the node with that key, `event.path.startsWith('/etc/')` about `event.path`. */
export function narrow({ node, holds, binding }: Guard, key: string): Alternatives {
  switch (node.op) {
    case '!_':
      return narrow({ node: node.args, holds: !holds, binding }, key);
    case '&&':
    case '||':
      return narrowChain(node, { holds, binding }, key);
    case '==':
    case '!=':
      return (node.op === '==') === holds ? [...equal(node.args, key, binding)] : [];
    case 'in':
      return holds && nodeKey(node.args[0], binding) === key
        ? patterns('exact', literalList(node.args[1], binding))
        : [];
    case 'rcall':
      return holds ? narrowCall(node, key, binding) : [];
    default:
      return [];
  }
}

/** All terms hold, or at least one: `a && b`, and by De Morgan `!(a || b)`. */
function narrowChain(node: NodeOf<'&&' | '||'>, { holds, binding }: Omit<Guard, 'node'>, key: string): Alternatives {
  const each = logicalTerms(node).map((term) => narrow({ node: term, holds, binding }, key));
  if ((node.op === '&&') === holds) return each.flat().slice(0, maximumAlternatives);
  return each.reduce<Alternatives>(
    (unions, alternatives) => {
      const joined = unions.flatMap((union) => alternatives.map((alternative) => [...union, ...alternative]));
      return joined.slice(0, maximumAlternatives);
    },
    [[]],
  );
}

function* equal([a, b]: readonly Node[], key: string, binding: Binding | undefined): Generator<TextPattern[]> {
  if (a === undefined || b === undefined) return;
  if (nodeKey(a, binding) === key) yield* patterns('exact', literalTexts(b, binding));
  if (nodeKey(b, binding) === key) yield* patterns('exact', literalTexts(a, binding));
}

const methods = { startsWith: 'prefix', endsWith: 'suffix', contains: 'contains' } as const;

function narrowCall({ args: [name, receiver, args] }: NodeOf<'rcall'>, key: string, binding: Binding | undefined) {
  const [first, second] = args;
  if (first === undefined) return [];
  if (name === 'exists' && first.op === 'id' && second !== undefined) {
    return narrow({ node: second, holds: true, binding: bind(first, receiver, binding) }, key);
  }
  const isMethod = Object.hasOwn(methods, name) && nodeKey(receiver, binding) === key;
  return isMethod ? patterns(methods[name as keyof typeof methods], literalTexts(first, binding)) : [];
}

function patterns(kind: TextPattern['kind'], texts: readonly string[] | undefined): TextPattern[][] {
  // An empty list matches nothing, which narrows nothing that matters.
  if (texts === undefined || texts.length === 0) return [];
  return [texts.map((text) => ({ kind, text }))];
}
