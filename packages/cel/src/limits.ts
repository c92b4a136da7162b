/**
 * What an expression may cost. Rules come from files and from cluster objects that others may write, so a text that
 * parses must never be able to exhaust the stack, the memory or the time of the agent.
 */
export const limits = {
  /** UTF-16 code units of an expression: the longest rule of the library, a list of 108 domains, has 3,600. */
  sourceLength: 32_768,
  /** Operators, calls, brackets and parentheses inside each other. A chain of && or || counts as one. */
  depth: 250,
  /** Nodes of the syntax tree. */
  nodes: 10_000,
  /** Arguments of one call. */
  arguments: 32,
  /** Elements visited by all comprehensions of one evaluation together. */
  iterations: 100_000,
  /** UTF-16 code units of a text that an evaluation builds. */
  textLength: 1_048_576,
  /** Run-time patterns of `matches` that are kept compiled. */
  cachedPatterns: 64,
} as const;
