import type { Problem, Rule } from '@rulelibrary/schema';

/** How rule folders are named: the number of the id, then what the rule is about. */
export const folderPattern = /^r\d{4}(-[a-z0-9]+)+$/;

/** Whether the rule's id is that of its folder, and the folder's name one of a rule folder. */
export function nameProblems(name: string, rule: Rule): readonly Problem[] {
  const problem = (message: string): Problem[] => [
    { ...rule.placeOf('/id'), code: 'folder', message, ruleId: rule.spec.id },
  ];
  if (!folderPattern.test(name)) return problem(`Expected a folder such as r1040-lower-case-words, got "${name}"`);
  const id = idOfFolder(name);
  return rule.spec.id === id ? [] : problem(`Expected id ${id}, as its folder ${name} says, got "${rule.spec.id}"`);
}

/** The id that a rule folder's name says: `R1040` of `r1040-name`. */
export function idOfFolder(name: string): string {
  return name.slice(0, 'r0000'.length).toUpperCase();
}
