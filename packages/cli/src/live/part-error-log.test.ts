import { expect, it } from 'vitest';
import { createPartErrorLog } from './part-error-log.ts';

it('says the first error of each part, once', () => {
  const log = createPartErrorLog();
  expect(log.fresh()).toEqual([]);
  log.onError('events', new Error('no such field'));
  log.onError('events', new Error('another'));
  log.onError('discovery', 'odd');
  expect(log.fresh()).toEqual(['Cannot process an event: no such field', 'Cannot look for containers: odd']);
  log.onError('events', new Error('again'));
  expect(log.fresh()).toEqual([]);
});
