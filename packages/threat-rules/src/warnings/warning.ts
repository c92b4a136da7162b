import type { Problem } from '@rulelibrary/schema';

/** A warning before the rule that it belongs to is written on it. */
export type Warning = Omit<Problem, 'level' | 'ruleId'>;
