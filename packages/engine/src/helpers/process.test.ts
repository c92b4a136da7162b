import { describe, expect, it } from 'vitest';
import { eventOf } from '../fixtures.test.support.ts';
import { createProcessHelpers } from './process.ts';

const event = eventOf({ pid: 7, environment: { LD_AUDIT: '/x.so' } });

describe('process helpers', () => {
  it('ask the source first', () => {
    const helpers = createProcessHelpers({ environment: () => ({ A: '1' }) }, () => event);
    expect(helpers.getProcessEnv(7n)).toEqual({ A: '1' });
  });

  it('answer from the event when the process is gone', () => {
    const helpers = createProcessHelpers({ environment: () => undefined }, () => event);
    expect(helpers.getProcessEnv(7n)).toEqual({ LD_AUDIT: '/x.so' });
  });

  it('answer from the event alone without a source', () => {
    const helpers = createProcessHelpers(undefined, () => event);
    expect(helpers.getProcessEnv(7n)).toEqual({ LD_AUDIT: '/x.so' });
    expect(helpers.getLdHookVar(7n)).toBe('LD_AUDIT');
  });

  it('know nothing of another process', () => {
    const helpers = createProcessHelpers(undefined, () => event);
    expect(helpers.getProcessEnv(8n)).toEqual({});
    expect(helpers.getLdHookVar(8n)).toBe('');
  });

  it.each([
    [{ LD_PROFILE: 'a', LD_BIND_NOT: 'a', LD_LIBRARY_PATH: 'a', LD_AUDIT: 'a', LD_PRELOAD: 'a' }, 'LD_PRELOAD'],
    [{ LD_PROFILE: 'a', LD_BIND_NOT: 'a', LD_LIBRARY_PATH: 'a', LD_AUDIT: 'a' }, 'LD_AUDIT'],
    [{ LD_PROFILE: 'a', LD_BIND_NOT: 'a', LD_LIBRARY_PATH: 'a' }, 'LD_LIBRARY_PATH'],
    [{ LD_PROFILE: 'a', LD_BIND_NOT: 'a' }, 'LD_BIND_NOT'],
    [{ LD_PROFILE: 'a' }, 'LD_PROFILE'],
    [{ LD_PRELOAD: '' }, 'LD_PRELOAD'],
    [{ LD_DEBUG: 'a', PATH: '/bin' }, ''],
    [{}, ''],
  ])('the first hook variable of %j is "%s"', (environment, name) => {
    expect(createProcessHelpers({ environment: () => environment }, () => event).getLdHookVar(1n)).toBe(name);
  });
});
