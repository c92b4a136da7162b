import { expect, it } from 'vitest';
import { coverageFaults } from './coverage-faults.ts';
import { fixtureRule } from './fixture-rule.ts';

const event = { eventType: 'exec', exepath: '/bin/bad' } as const;
const firing = { event, message: 'bad ran /bin/bad', uniqueId: '/bin/bad' };

it('asks nothing more of one case of each kind with message and uniqueId', () => {
  expect(coverageFaults(fixtureRule(), { fires: { a: firing }, staysQuiet: { a: { event } } })).toEqual([]);
});

it('asks for both kinds of cases', () => {
  expect(coverageFaults(fixtureRule(), { fires: {}, staysQuiet: {} })).toEqual([
    'Expected a case that fires on event type exec, got "none"',
    'Expected a case that stays quiet on event type exec, got "none"',
    'Expected a case with a message, got "none"',
    'Expected a case with a uniqueId, got "none"',
  ]);
});

it('counts cases by their event type', () => {
  const open = { event: { eventType: 'open', path: '/x' }, message: '', uniqueId: '' } as const;
  expect(coverageFaults(fixtureRule(), { fires: { a: open }, staysQuiet: { a: { event: open.event } } })).toEqual([
    'Expected a case that fires on event type exec, got "none"',
    'Expected a case that stays quiet on event type exec, got "none"',
  ]);
});
