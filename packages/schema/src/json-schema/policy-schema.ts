import { severitySchema } from './binding-schema.ts';
import { closedObject, described, type JsonSchema, listOf } from './json-schema.ts';
import { prefilterSchema } from './rules-schema.ts';

const ruleId: JsonSchema = { title: 'a rule id such as R0001', type: 'string', pattern: '^R\\d{4}$' };

const contextPolicy: JsonSchema = closedObject({
  enable: described('Rules that run in this context though they are switched off or not meant for it.', listOf(ruleId)),
  disable: described('Rules that do not run in this context.', listOf(ruleId)),
  rules: {
    title: 'a mapping of rule ids',
    description: 'Severity and parameters of rules in this context, by rule id.',
    type: 'object',
    propertyNames: ruleId,
    additionalProperties: closedObject({
      severity: severitySchema,
      parameters: described("Overlays the rule's state.", prefilterSchema),
    }),
  },
});

/** The part of a configuration file that changes rules by context. JSON Schema, draft 2020-12. */
export const policySchema: JsonSchema = {
  title: 'a mapping of contexts',
  type: 'object',
  additionalProperties: contextPolicy,
};
