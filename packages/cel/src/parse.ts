import { type ASTNode, Environment, ParseError } from 'cel-js';
import { CelError } from './cel-error.ts';
import { limits } from './limits.ts';
import { wordParseError } from './parse-error.ts';
import { checkDepth } from './syntax-tree.ts';

export type Parse = (source: string) => ASTNode;

/** The parser, cel-js's own: text in, syntax tree with offsets out; types and functions are no concern of it. */
export function createParser(): Parse {
  const environment = new Environment({
    limits: {
      // cel-js counts the expression itself as a level.
      maxDepth: limits.depth + 1,
      maxAstNodes: limits.nodes,
      maxListElements: limits.nodes,
      maxMapEntries: limits.nodes,
      maxCallArguments: limits.arguments,
    },
  });
  return (source) => parse(environment, source);
}

function parse(environment: Environment, source: string): ASTNode {
  const place = { start: 0, end: source.length };
  if (source.length > limits.sourceLength) {
    throw new CelError('limit', `Too many characters "${source.length}", maximum ${limits.sourceLength}`, place);
  }
  try {
    const tree = environment.parse(source).ast;
    checkDepth(tree);
    return tree;
  } catch (error) {
    if (error instanceof ParseError) throw wordParseError(error, source);
    // cel-js follows `!` and `-` by recursion and counts neither.
    if (error instanceof RangeError) throw tooDeep(place);
    throw error;
  }
}

function tooDeep(place: { readonly start: number; readonly end: number }): CelError {
  return new CelError('limit', `Too many nested operations, maximum ${limits.depth}`, place);
}
