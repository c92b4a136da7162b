/** The extensions of the language that an environment can switch on. Those that are macros only bring no functions. */
export const extensions = [
  'strings',
  'math',
  'encoders',
  'bindings',
  'optionals',
  'block',
  'lists',
  'sets',
  'comprehensions2',
  'network',
] as const;

export type Extension = (typeof extensions)[number];
