import type { Rule } from '@rulelibrary/schema';
import { bindingDefinitionTemplate } from './chart/binding-definition-template.ts';
import { chartReadme } from './chart/chart-readme.ts';
import { defaultRuleBindingTemplate } from './chart/default-rule-binding-template.ts';
import { defaultRulesTemplate } from './chart/default-rules-template.ts';
import { definitionTemplate } from './chart/definition-template.ts';
import { valuesSchema } from './chart/values-schema.ts';
import { valuesYaml } from './chart/values-yaml.ts';
import { applicationProfileDefinition, networkNeighborhoodDefinition } from './crd/profile-definitions.ts';
import { rulesDefinition } from './crd/rules-definition.ts';
import { editorSchemas, threatRulesSchema } from './docs/editor-schemas.ts';
import { eventsPage } from './docs/events-page.ts';
import { navigatorLayer } from './docs/navigator-layer.ts';
import { ruleReadme } from './docs/rule-readme.ts';
import { rulesPage } from './docs/rules-page.ts';
import type { GeneratedFile } from './generated-file.ts';
import type { LibraryRule } from './library-rule.ts';
import { rulesManifest, sequencesManifest } from './rules-object.ts';

const chart = 'charts/kubescape-operator';

/** Every generated file, from the rule folders alone: the same folders give the same bytes. */
export function generate(library: readonly LibraryRule[]): GeneratedFile[] {
  const all = library.map(({ rule }) => rule);
  // Agents that are installed refuse a rule without ruleExpression, and with it the whole object.
  const [sequences = [], rules = []] = [true, false].map((wanted) => all.filter((rule) => isSequence(rule) === wanted));
  return [
    file(`${chart}/README.md`, chartReadme(rules)),
    file(`${chart}/templates/crds/application-profile.yaml`, definitionTemplate(applicationProfileDefinition)),
    file(`${chart}/templates/crds/network-neighborhood.yaml`, definitionTemplate(networkNeighborhoodDefinition)),
    file(`${chart}/templates/crds/rules.yaml`, definitionTemplate(rulesDefinition)),
    file(`${chart}/templates/crds/runtime-rule-alert-binding.yaml`, bindingDefinitionTemplate()),
    file(`${chart}/templates/node-agent/default-rule-binding.yaml`, defaultRuleBindingTemplate(rules)),
    file(`${chart}/templates/node-agent/default-rules.yaml`, defaultRulesTemplate(rules)),
    file(`${chart}/values.schema.json`, valuesSchema()),
    file(`${chart}/values.yaml`, valuesYaml()),
    file('docs/attack-navigator-layer.json', navigatorLayer(all)),
    file('docs/events.md', eventsPage()),
    file('docs/rules.md', rulesPage(library)),
    ...editorSchemas(),
    ...library.flatMap((entry) => {
      const readme = ruleReadme(entry);
      return readme === undefined ? [] : [file(`${entry.folder}/README.md`, readme)];
    }),
    threatRulesSchema(),
    file('rules-crd.yaml', rulesManifest(rules)),
    file('rules-sequences-crd.yaml', sequencesManifest(sequences)),
  ];
}

function isSequence({ spec }: Rule): boolean {
  return spec.expressions.sequence !== undefined;
}

/** Ends in one newline, whatever the template left. */
function file(path: string, content: string): GeneratedFile {
  return { path, content: `${content.trimEnd()}\n` };
}
