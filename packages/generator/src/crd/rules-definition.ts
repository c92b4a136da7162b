import { rulesSchema, rulesStatusSchema } from '@rulelibrary/schema/json-schemas';
import { customResourceDefinition } from './custom-resource-definition.ts';

/** The CustomResourceDefinition of `Rules`. */
export const rulesDefinition = customResourceDefinition({
  names: { kind: 'Rules', listKind: 'RulesList', plural: 'rules', singular: 'rule', shortNames: ['rrules'] },
  scope: 'Namespaced',
  description: 'Runtime detection rules: CEL over events, and what the alerts say.',
  object: rulesSchema,
  status: rulesStatusSchema,
  columns: [
    { name: 'Rules', type: 'integer', description: 'Rules in the object', jsonPath: '.status.total' },
    { name: 'Accepted', type: 'integer', description: 'Rules in use', jsonPath: '.status.accepted' },
    { name: 'Invalid', type: 'integer', description: 'Rules with an error', jsonPath: '.status.invalid' },
    {
      name: 'Overridden',
      type: 'integer',
      description: 'Rules that give way to one of the same id in a newer object',
      jsonPath: '.status.overridden',
    },
  ],
});
