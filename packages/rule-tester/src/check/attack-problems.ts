import { nearest, type Problem, type Rule } from '@rulelibrary/schema';
import { attackVersion, tacticOf, tactics, techniqueOf, techniques } from '@rulelibrary/schema/attack';

/** What is wrong with a rule's tactic and technique: both are in MITRE ATT&CK, and the technique serves the tactic. */
export function attackProblems(rule: Rule): readonly Problem[] {
  const { mitreTactic, mitreTechnique, id } = rule.spec;
  const problem = (pointer: string, message: string): Problem[] => [
    { ...rule.placeOf(pointer), code: 'attack', message, ruleId: id },
  ];
  const tactic = tacticOf(mitreTactic);
  const technique = techniqueOf(mitreTechnique);
  const unknown = [
    ...(tactic ? [] : problem('/mitreTactic', unknownId('tactic', mitreTactic, tactics))),
    ...(technique ? [] : problem('/mitreTechnique', unknownId('technique', mitreTechnique, techniques))),
  ];
  if (tactic === undefined || technique === undefined || technique.tactics.includes(tactic.id)) return unknown;
  const served = technique.tactics.map((served) => `${served} (${tacticOf(served)?.name})`).join(' and ');
  return problem(
    '/mitreTechnique',
    `Expected a technique of ${tactic.id} (${tactic.name}), got "${technique.id}": ${technique.name} serves ${served}`,
  );
}

function unknownId(what: string, id: string, known: readonly { readonly id: string }[]): string {
  const near = nearest(
    id,
    known.map((entry) => entry.id),
  );
  return `Unknown ${what} "${id}" in ATT&CK ${attackVersion}${near === undefined ? '' : `; did you mean "${near}"?`}`;
}
