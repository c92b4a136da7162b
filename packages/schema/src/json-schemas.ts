/** What rules, bindings, profiles and events are, as JSON Schemas: for editors, CustomResourceDefinitions and checks. */
export { bindingSchema } from './json-schema/binding-schema.ts';
export { createDataValidator, type DataValidator } from './json-schema/create-data-validator.ts';
export { eventSchema } from './json-schema/event-schema.ts';
export type { JsonSchema } from './json-schema/json-schema.ts';
export { applicationProfileSchema, networkNeighborhoodSchema } from './json-schema/profile-schema.ts';
export { prefilterSchema, ruleSchema, rulesSchema } from './json-schema/rules-schema.ts';
export { bindingStatusSchema, rulesStatusSchema } from './json-schema/status-schemas.ts';
export { threatRuleSchema, threatRuleShape } from './json-schema/threat-rule-schema.ts';
