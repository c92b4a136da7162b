import { rulesSchema, rulesStatusSchema } from '@rulelibrary/schema/json-schemas';
import { customResourceDefinition } from './custom-resource-definition.ts';

/** The CustomResourceDefinition of `Rules`. */
export const rulesDefinition = customResourceDefinition({
  names: { kind: 'Rules', listKind: 'RulesList', plural: 'rules', singular: 'rule' },
  scope: 'Namespaced',
  description: 'Runtime detection rules: CEL over events, and what the alerts say.',
  object: rulesSchema,
  status: rulesStatusSchema,
  columns: [
    { name: 'Accepted', type: 'integer', description: 'Rules in use', jsonPath: '.status.accepted' },
    { name: 'Rejected', type: 'integer', description: 'Rules with an error', jsonPath: '.status.rejected' },
  ],
});
