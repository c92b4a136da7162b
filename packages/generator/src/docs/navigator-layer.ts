import type { Rule } from '@rulelibrary/schema';
import { attackVersion, tacticOf } from '@rulelibrary/schema/attack';
import { generatedBy } from '../text/generated-by.ts';
import { toJson } from '../text/to-json.ts';

/**
 * `docs/attack-navigator-layer.json`: what the default set covers, for MITRE's ATT&CK Navigator. The score of a technique
 * is the number of its rules. Source: ATT&CK Navigator, layer file format 4.5.
 */
export function navigatorLayer(rules: readonly Rule[]): string {
  const stable = rules.filter(({ status }) => status === 'stable');
  const keys = [...new Set(stable.map(attackKey))].sort();
  const techniques = keys.map((key) => technique(stable.filter((rule) => attackKey(rule) === key)));
  return toJson({
    description: `The default rules by the technique that they detect. ${generatedBy}`,
    name: 'Rule library',
    versions: { attack: attackVersion.split('.')[0], navigator: '5.1.0', layer: '4.5' },
    domain: 'enterprise-attack',
    filters: { platforms: ['Linux', 'Containers'] },
    sorting: 3,
    layout: { layout: 'side', showID: true, showName: true },
    hideDisabled: false,
    techniques,
    gradient: {
      colors: ['#ffffff', '#66b1ff'],
      minValue: 0,
      maxValue: Math.max(1, ...techniques.map(({ score }) => score)),
    },
    showTacticRowBackground: false,
    selectTechniquesAcrossTactics: false,
    selectSubtechniquesWithParent: false,
  });
}

function attackKey({ spec }: Rule): string {
  return `${spec.mitreTechnique} ${spec.mitreTactic}`;
}

/** @param rules all of the same technique and tactic */
function technique(rules: readonly Rule[]) {
  const techniqueId = rules[0]?.spec.mitreTechnique ?? '';
  const tactic = tacticOf(rules[0]?.spec.mitreTactic ?? '')
    ?.name.toLowerCase()
    .replaceAll(' ', '-');
  return {
    techniqueID: techniqueId,
    // Without a tactic Navigator marks the technique wherever it stands.
    ...(tactic !== undefined && { tactic }),
    score: rules.length,
    comment: rules.map(({ spec }) => `${spec.id} ${spec.name}${spec.enabled ? '' : ' (off by default)'}`).join('; '),
    enabled: true,
    showSubtechniques: techniqueId.includes('.'),
  };
}
