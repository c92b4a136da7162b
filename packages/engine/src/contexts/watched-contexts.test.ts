import { expect, it } from 'vitest';
import { type ContextSwitches, watchedContexts } from './watched-contexts.ts';

it.each<[ContextSwitches, string]>([
  [{}, 'kubernetes host standalone'],
  [{ enableRuntimeDetection: false }, 'host standalone'],
  [{ hostMonitoringEnabled: false }, 'kubernetes standalone'],
  [{ standaloneMonitoringEnabled: false }, 'kubernetes host'],
  [{ enableRuntimeDetection: true, hostMonitoringEnabled: false }, 'kubernetes standalone'],
  [{ enableRuntimeDetection: false, hostMonitoringEnabled: false, standaloneMonitoringEnabled: false }, ''],
])('%j watches %j', (switches, expected) => {
  expect(watchedContexts(switches).join(' ')).toBe(expected);
});
