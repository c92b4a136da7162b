/** A name with its dots, as an expression has it, from its first identifier on. */
export interface NameInText {
  readonly name: string;
  /** A brace follows: the literal of a message. */
  readonly isLiteral: boolean;
}

/**
 * The names of an expression, found in its text and not by our own parser: what decides which tests are left out must
 * not depend on what they test.
 */
export function namesIn(source: string): NameInText[] {
  const code = source.replace(strings, '""').replace(comments, '');
  return [...code.matchAll(names)].map(([, name, brace]) => ({
    name: (name as string).replaceAll(/\s/g, ''),
    isLiteral: brace !== '' && name !== 'in',
  }));
}

const strings = /[bB]?[rR][bB]?("""|'''|"|').*?\1|[bB]?("""|'''|"|')(?:\\.|[^\\])*?\2/gs;
const comments = /\/\/.*/g;
const names = /(?<![\w.`])(?<![)\]}"]\s*)\.?\s*([A-Za-z_]\w*(?:\s*\.\s*(?:[A-Za-z_]\w*|`[^`]*`))*)\s*(\{?)/g;
