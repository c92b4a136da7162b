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
  /** Elements of a list, entries of a map or fields of a struct that is written out. */
  elements: 4_096,
  /** Comprehensions inside each other. */
  comprehensions: 8,
  /** Steps that an evaluation takes at most, as `estimateCost` counts them. */
  cost: 10_000_000,
  /**
   * Elements visited by all comprehensions of one evaluation together. One that takes more than 250 steps counts as
   * several, and so does what is built of it and stays: 640 code units as one.
   */
  iterations: 100_000,
  /** Elements of a list that a function builds: as many as a comprehension may visit. */
  listLength: 100_000,
  /** UTF-16 code units of a text, and bytes, that an evaluation builds. */
  textLength: 1_048_576,
  /**
   * Values that one comparison, or one function on lists, looks at. A list that holds one list many times, which holds
   * another many times, is small in memory and endless to walk.
   */
  visits: 1_000_000,
  /** UTF-16 code units of a pattern of `matches`. */
  patternLength: 8_192,
  /** Characters and assertions of a pattern, its repetitions written out: `[a-z]{3}` has three. */
  patternSize: 16_384,
  /**
   * Size of a pattern times code units of the text that it is matched with, where that takes RE2: its time is linear in
   * both, at worst some ten nanoseconds for each product of one.
   */
  patternSteps: 268_435_456,
  /** Run-time patterns of `matches` that are kept compiled. */
  cachedPatterns: 64,
  /** Time zones that are kept ready. */
  cachedZones: 16,
} as const;
