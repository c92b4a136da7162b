// What the law and rulelib lint check, without vitest: `@rulelibrary/rule-tester/check`.
export { attackProblems } from './check/attack-problems.ts';
export { checkRule } from './check/check-rule.ts';
export { compileProblems } from './check/compile-problems.ts';
export { contextProblems } from './check/context-problems.ts';
export { fieldProblems } from './check/field-problems.ts';
export { profileProblems } from './check/profile-problems.ts';
export { uniqueIdProblems } from './check/unique-id-problems.ts';
export { checkRuleFolder } from './folder/check-rule-folder.ts';
export { fileProblems, ruleFiles } from './folder/file-problems.ts';
export { headProblems } from './folder/head-problems.ts';
export { keyOrderProblems } from './folder/key-order-problems.ts';
export { folderPattern, idOfFolder, nameProblems } from './folder/name-problems.ts';
export { readmeHeadings, readmeProblems } from './folder/readme-problems.ts';
export { tagProblems } from './folder/tag-problems.ts';
export { readRuleFolder } from './read-rule-folder.ts';
