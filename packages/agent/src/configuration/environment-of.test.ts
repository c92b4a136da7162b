import { readConfiguration } from '@rulelibrary/schema/configuration';
import { expect, it } from 'vitest';
import { environmentOf } from './environment-of.ts';

const read = (ignoreRuleBindings: boolean | undefined) => {
  const environment = environmentOf({ RULELIB_IGNORE_RULE_BINDINGS: 'false' }, { ignoreRuleBindings });
  return readConfiguration({ text: '{}', file: 'config.json', environment });
};

it('is overridden by the command line where it says something', () => {
  expect([true, false, undefined].map((said) => read(said).configuration?.ignoreRuleBindings)).toEqual([
    true,
    false,
    false,
  ]);
});
