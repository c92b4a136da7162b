import { expect, it } from 'vitest';
import { renderContextCounts } from './render-context-counts.ts';

const none = {
  ...{ containers: 3, namespaces: 5, evicted: 0, unannounced: 0, early: 0 },
  ...{ waiting: 0, waitingBytes: 0, held: 0 },
};

it.each([
  [{}, {}, []],
  [{ held: 1 }, {}, ['  contexts: 1 event held until its container was known']],
  [
    { held: 2, unannounced: 1, early: 2 },
    {},
    [
      '  contexts: 2 events held until their container was known (1 container nobody told of, 2 namespaces went early for want of room)',
    ],
  ],
  [{ evicted: 4 }, {}, ['  contexts: 4 namespaces forgotten for want of room']],
  [{}, { learner: 1, events: 2 }, ['  learner: 1 error', '  events: 2 errors']],
])('%j and %j', (contexts, errors, expected) => {
  expect(renderContextCounts({ contexts: { ...none, ...contexts }, errors })).toEqual(expected);
});
