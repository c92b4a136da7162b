import type { ASTNode } from 'cel-js';
import type { Node } from '../syntax-tree.ts';
import type { EditSource } from './condition-edits.ts';
import type { Edit } from './mutant.ts';

/**
 * A prefix, suffix, part or regular expression that takes in a little more: one character less at its open end, found
 * anywhere instead of at its end of the text, or without its anchor. What stays quiet right beside it has to show.
 */
export function patternEdits(node: ASTNode, from: EditSource): Edit[] {
  if (node.op !== 'rcall') return [];
  const [name, receiver, [pattern, ...others]] = node.args;
  if (pattern?.op !== 'value' || typeof pattern.args !== 'string' || others.length > 0) return [];
  const call = { node, receiver, pattern: pattern.args };
  switch (name) {
    case 'startsWith':
      return [...shortened(call, 'end', from), ...anywhere(call, from)];
    case 'endsWith':
      return [...shortened(call, 'start', from), ...anywhere(call, from)];
    case 'contains':
      return [...shortened(call, 'start', from), ...shortened(call, 'end', from)];
    case 'matches':
      return unanchored(call, from);
    default:
      return [];
  }
}

interface PatternCall {
  readonly node: Node<'rcall'>;
  readonly receiver: ASTNode;
  readonly pattern: string;
}

/** A pattern of one character would become none, which always holds: the condition is flipped to that already. */
function shortened(call: PatternCall, side: 'start' | 'end', from: EditSource): Edit[] {
  const characters = [...call.pattern];
  if (characters.length < 2) return [];
  const shorter = side === 'start' ? characters.slice(1) : characters.slice(0, -1);
  return [withPattern(call, shorter.join(''), from)];
}

function anywhere({ node, receiver, pattern }: PatternCall, { source, rangeOf }: EditSource): Edit[] {
  if (pattern === '') return [];
  const [name] = node.args;
  const start = source.indexOf(name, rangeOf(receiver).end);
  return [{ change: 'moved', range: { start, end: start + name.length }, replacement: 'contains' }];
}

function unanchored(call: PatternCall, from: EditSource): Edit[] {
  const { pattern } = call;
  const isEndAnchored = /(?:^|[^\\])(?:\\\\)*\$$/.test(pattern);
  return [
    ...(pattern.startsWith('^') ? [withPattern(call, pattern.slice(1), from)] : []),
    ...(isEndAnchored ? [withPattern(call, pattern.slice(0, -1), from)] : []),
  ];
}

function withPattern({ node }: PatternCall, pattern: string, { rangeOf }: EditSource): Edit {
  const [, , [literal]] = node.args;
  return { change: 'moved', range: rangeOf(literal ?? node), replacement: textLiteral(pattern) };
}

/** As CEL writes it (cel-spec, string values): in single quotes, what a line cannot hold escaped. */
function textLiteral(text: string): string {
  const escaped = text.replace(/[\\'\p{Cc}]/gu, (char) =>
    char === '\\' || char === "'" ? `\\${char}` : `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `'${escaped}'`;
}
