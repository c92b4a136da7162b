import { closedObject, described, type JsonSchema, listOf, text } from './json-schema.ts';

const observedGeneration = described('Generation of the object that this status is about.', count());

function count(): JsonSchema {
  return { title: 'a whole number from 0', type: 'integer', minimum: 0 };
}

/** What agents say about a `Rules` object: its `status`. */
export const rulesStatusSchema: JsonSchema = described(
  'What the agents made of the rules.',
  closedObject({
    observedGeneration,
    accepted: described('How many rules are in use.', count()),
    rejected: described('How many rules are not: an error in them, or a newer object has the id.', count()),
    problems: described(
      'Why rules were rejected.',
      listOf(
        closedObject(
          {
            id: described('Id of the rule, as far as it could be read.', text),
            message: described('What is wrong, with its place, and what to do.', text),
          },
          ['message'],
        ),
      ),
    ),
  }),
);

/** What agents say about a `RuntimeRuleAlertBinding`: its `status`. */
export const bindingStatusSchema: JsonSchema = described(
  'What the agents made of the binding.',
  closedObject({
    observedGeneration,
    unknownRules: described('Ids, names and tags in the binding that no rule has.', listOf(text)),
  }),
);
