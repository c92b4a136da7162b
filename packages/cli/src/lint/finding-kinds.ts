import type { ProblemCode } from '@rulelibrary/schema';

/** What each kind of finding is about, in one sentence. */
export const findingKinds: Readonly<Record<ProblemCode, string>> = {
  unreadable: 'A file cannot be read',
  'too-large': 'A file or a value is larger than it may be',
  'not-text': 'A file is not UTF-8 text',
  syntax: 'A file is not valid YAML',
  'unexpected-document': 'A file has more documents than it may have',
  'duplicate-key': 'A mapping has a key twice',
  'unknown-key': 'A rule has no such key',
  'missing-key': 'A key that every rule has is missing',
  'wrong-type': 'A value has another type than its key takes',
  'invalid-value': 'A value is none that its key takes',
  'duplicate-id': 'Two rules have the same id',
  'no-rules': 'There are no rules where some were expected',
  'no-profiles': 'There are no profiles where some were expected',
  'no-pods': 'A path holds no Pod or Service object',
  expression: 'A CEL expression does not compile',
  'unfilled-field': 'An expression reads a field that its events never have',
  'profile-data': 'What a rule declares to need of a profile differs from what it reads',
  attack: 'Tactic and technique do not exist or do not belong together in MITRE ATT&CK',
  'unique-id': 'The uniqueId differs from one event of an incident to the next',
  folder: 'A rule folder differs from what all rule folders have in common',
};
