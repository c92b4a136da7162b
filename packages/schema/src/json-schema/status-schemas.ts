import { closedObject, described, type JsonSchema, listOf, text } from './json-schema.ts';

const observedGeneration = described('Generation of the object that this status is about.', count());

function count(): JsonSchema {
  return { title: 'a whole number from 0', type: 'integer', minimum: 0 };
}

/** What became of a rule of a `Rules` object. */
export const ruleStates = ['Accepted', 'Invalid', 'Overridden'] as const;

const ruleStatus = closedObject(
  {
    id: described('Id of the rule, as far as it could be read.', text),
    state: {
      title: 'a state',
      description: 'Whether it is in use, has an error, or gives way to a rule of the same id in a newer object.',
      type: 'string',
      enum: ruleStates,
    },
    message: described('What is wrong, with its place, and what to do.', text),
    overriddenBy: described('The object whose rule of the same id is in use.', text),
  },
  ['state'],
);

/** What agents say about a `Rules` object: its `status`. */
export const rulesStatusSchema: JsonSchema = described(
  'What the agents made of the rules.',
  closedObject({
    observedGeneration,
    total: described('How many rules the object has.', count()),
    accepted: described('How many rules are in use.', count()),
    invalid: described('How many rules have an error, and are not in use.', count()),
    overridden: described('How many rules give way to one of the same id in a newer object.', count()),
    rules: described('What became of each rule.', listOf(ruleStatus)),
    problems: described('What is wrong with the object beside its rules.', listOf(text)),
  }),
);

/** What agents say about a `RuntimeRuleAlertBinding`: its `status`. */
export const bindingStatusSchema: JsonSchema = described(
  'What the agents made of the binding.',
  closedObject({
    observedGeneration,
    rules: described('How many rules it binds.', count()),
    matchedPods: described('How many pods it selects.', count()),
    unknownRules: described('Ids, names and tags in the binding that no rule has.', listOf(text)),
    problems: described(
      'What is wrong with the binding, with its place; what is named here is not in use.',
      listOf(text),
    ),
  }),
);
