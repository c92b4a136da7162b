import { bindingSchema, bindingStatusSchema } from '@rulelibrary/schema/json-schemas';
import { customResourceDefinition } from './custom-resource-definition.ts';

/** The CustomResourceDefinition of `RuntimeRuleAlertBinding`, whose scope is for the installation to say. */
export function bindingDefinition(scope: string): { name: string; spec: object } {
  return customResourceDefinition({
    names: {
      kind: 'RuntimeRuleAlertBinding',
      listKind: 'RuntimeRuleAlertBindingList',
      plural: 'runtimerulealertbindings',
      singular: 'runtimerulealertbinding',
      shortNames: ['rab'],
    },
    scope,
    description: 'Which rules are evaluated for which pods.',
    object: bindingSchema,
    status: bindingStatusSchema,
    columns: [
      { name: 'Rules', type: 'integer', description: 'Rules that it binds', jsonPath: '.status.rules' },
      { name: 'Pods', type: 'integer', description: 'Pods that it selects', jsonPath: '.status.matchedPods' },
      {
        name: 'Unknown',
        type: 'string',
        description: 'Ids, names and tags that no rule has',
        jsonPath: '.status.unknownRules',
      },
    ],
  });
}
