import { describeRule } from '../../src/index.ts';

// Not named .test.ts: these fail, and describe-rule.test.ts looks on.
describeRule(import.meta, {
  fires: {
    'the message it has': { event: { eventType: 'exec', comm: 'a' }, message: 'a' },
    'a message it has not': { event: { eventType: 'exec', comm: 'a' }, message: 'b' },
  },
  staysQuiet: {
    'an event that fires': { event: { eventType: 'exec', comm: 'a' } },
  },
});
