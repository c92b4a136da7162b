import { expect, it } from 'vitest';
import { attackVersion, tacticOf, tactics, techniqueOf, techniques } from './technique-of.ts';

it('knows the techniques of version 18.1 with their tactics', () => {
  expect([attackVersion, tactics.length, techniques.length]).toEqual(['18.1', 14, 691]);
  expect(techniqueOf('T1003.008')).toEqual({
    id: 'T1003.008',
    name: '/etc/passwd and /etc/shadow',
    tactics: ['TA0006'],
  });
  expect(tacticOf('TA0006')).toEqual({ id: 'TA0006', name: 'Credential Access' });
});

it('knows no others', () => {
  expect([techniqueOf('T9999'), techniqueOf('TA0006'), tacticOf('TA9999'), tacticOf('T1003')]).toEqual(
    Array(4).fill(undefined),
  );
});

it('has each id once, in order, and no tactic that is not there', () => {
  for (const list of [tactics, techniques]) {
    const ids = list.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)].sort());
  }
  expect(techniques.filter((technique) => !technique.tactics.every((id) => tacticOf(id)))).toEqual([]);
  expect(techniques.filter((technique) => technique.tactics.length === 0)).toEqual([]);
});
