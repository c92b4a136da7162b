import type { Rule } from '@rulelibrary/schema';

/** A rule and where it stands. */
export interface LibraryRule {
  /** Relative to the root of the repository, such as `pkg/rules/r0001-unexpected-process-launched`. */
  readonly folder: string;
  readonly rule: Rule;
  /** Text of the README.md beside the rule. */
  readonly readme?: string;
}
