import type { Problem, Rule } from '@rulelibrary/schema';

/** Whether the tags begin with those of the contexts, at least one, and each is there once. */
export function tagProblems(rule: Rule): readonly Problem[] {
  const tags = rule.spec.tags ?? [];
  const problem = (index: number, message: string): Problem[] => [
    { ...rule.placeOf(`/tags/${index}`), code: 'folder', message, ruleId: rule.spec.id },
  ];
  const isContext = (tag: string) => tag.startsWith('context:');
  if (!tags.some(isContext)) return problem(0, 'Expected a context: tag, got "none"');
  const late = tags.findIndex((tag, index) => isContext(tag) && !tags.slice(0, index).every(isContext));
  if (late >= 0) return problem(late, `Expected the context: tags first, got "${tags[late]}" after others`);
  const repeated = tags.findIndex((tag, index) => tags.indexOf(tag) < index);
  return repeated < 0 ? [] : problem(repeated, `Duplicate tag "${tags[repeated]}"`);
}
