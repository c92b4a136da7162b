import { anyText, closedObject, described, type JsonSchema, listOf, text } from './json-schema.ts';
import { objectSchema } from './object-schema.ts';
import { prefilterSchema } from './rules-schema.ts';

const requirement = closedObject(
  {
    key: described('Key of the label.', text),
    operator: {
      title: 'operator',
      description: 'How the label is compared with the values.',
      type: 'string',
      enum: ['In', 'NotIn', 'Exists', 'DoesNotExist'],
    },
    values: described('Values for In and NotIn; none for Exists and DoesNotExist.', listOf(anyText)),
  },
  ['key', 'operator'],
);

/** A label selector of Kubernetes (meta/v1 LabelSelector). */
function selector(description: string): JsonSchema {
  return {
    ...closedObject({
      matchLabels: {
        title: 'a mapping of text',
        description: 'Labels and the values that they must have.',
        type: 'object',
        additionalProperties: anyText,
      },
      matchExpressions: described('Requirements that must all hold.', listOf(requirement)),
    }),
    description,
    default: {},
  };
}

/** The text of a number, since Kubescape writes a binding's severity so. */
export const severitySchema: JsonSchema = {
  title: 'a severity from 0 to 10',
  description: "Severity of the alerts in place of the rule's own: a number from 0 to 10, or its text.",
  type: ['integer', 'string'],
  pattern: '^([0-9]|10)$',
  minimum: 0,
  maximum: 10,
};

/** An entry of `spec.rules`. */
export const boundRuleSchema: JsonSchema = {
  ...closedObject({
    ruleID: {
      title: 'a rule id such as R0001',
      description: 'The rule of this id.',
      type: 'string',
      pattern: '^R\\d{4}$',
    },
    ruleName: described('The rule of this name.', text),
    ruleTags: { ...described('The rules that have any of these tags.', listOf(text)), minItems: 1 },
    severity: severitySchema,
    parameters: described("Overlays the rule's state.", prefilterSchema),
  }),
  title: 'a mapping with one of ruleID, ruleName, ruleTags',
  oneOf: [{ required: ['ruleID'] }, { required: ['ruleName'] }, { required: ['ruleTags'] }],
};

/** The object around the entries, which are checked by `entry`. */
export function bindingObjectSchema(entry: JsonSchema): JsonSchema {
  return objectSchema({
    kind: 'RuntimeRuleAlertBinding',
    apiVersions: ['kubescape.io/v1'],
    spec: closedObject(
      {
        namespaceSelector: selector('Namespaces of the pods; empty selects all.'),
        podSelector: selector('Labels of the pods; empty selects all.'),
        rules: described('The rules that apply to these pods, each by one of id, name and tags.', listOf(entry)),
      },
      ['rules'],
    ),
    annotations: {},
  });
}

/** A `RuntimeRuleAlertBinding` object: which rules apply to which pods. JSON Schema, draft 2020-12. */
export const bindingSchema: JsonSchema = bindingObjectSchema(boundRuleSchema);
