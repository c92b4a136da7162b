import type { Node, NodeOf } from '../syntax/node.ts';
import type { Edit } from './mutant.ts';

/**
 * A prefix, suffix, part or regular expression that takes in a little more: one character less at its open end, found
 * anywhere instead of at its end of the text, or without its anchor. What stays quiet right beside it has to show.
 */
export function patternEdits(node: Node): Edit[] {
  if (node.op !== 'rcall') return [];
  const [name, , [literal, ...others]] = node.args;
  if (literal?.op !== 'value' || typeof literal.args !== 'string' || others.length > 0) return [];
  const call = { node, literal, pattern: literal.args };
  switch (name) {
    case 'startsWith':
      return [...shortened(call, 'end'), ...anywhere(call)];
    case 'endsWith':
      return [...shortened(call, 'start'), ...anywhere(call)];
    case 'contains':
      return [...shortened(call, 'start'), ...shortened(call, 'end')];
    case 'matches':
      return unanchored(call);
    default:
      return [];
  }
}

interface PatternCall {
  readonly node: NodeOf<'rcall'>;
  readonly literal: Node;
  readonly pattern: string;
}

/** A pattern of one character would become none, which always holds: the condition is flipped to that already. */
function shortened(call: PatternCall, side: 'start' | 'end'): Edit[] {
  const characters = [...call.pattern];
  if (characters.length < 2) return [];
  const shorter = side === 'start' ? characters.slice(1) : characters.slice(0, -1);
  return [withPattern(call, shorter.join(''))];
}

function anywhere({ node, pattern }: PatternCall): Edit[] {
  if (pattern === '') return [];
  const {
    args: [name],
    pos,
  } = node;
  return [{ change: 'moved', range: { start: pos, end: pos + name.length }, replacement: 'contains' }];
}

function unanchored(call: PatternCall): Edit[] {
  const { pattern } = call;
  const isEndAnchored = /(?:^|[^\\])(?:\\\\)*\$$/.test(pattern);
  return [
    ...(pattern.startsWith('^') ? [withPattern(call, pattern.slice(1))] : []),
    ...(isEndAnchored ? [withPattern(call, pattern.slice(0, -1))] : []),
  ];
}

function withPattern({ literal }: PatternCall, pattern: string): Edit {
  return { change: 'moved', range: literal, replacement: textLiteral(pattern) };
}

/** As CEL writes it (cel-spec, string values): in single quotes, what a line cannot hold escaped. */
function textLiteral(text: string): string {
  const escaped = text.replace(/[\\'\p{Cc}]/gu, (char) =>
    char === '\\' || char === "'" ? `\\${char}` : `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `'${escaped}'`;
}
