import { describe, expect, it } from 'vitest';
import { Generations } from './generations.ts';

function counted(maximum: number) {
  const kept = new Generations<number>(maximum);
  let made = 0;
  return { kept, get: (key: string) => kept.get(key, () => made++) };
}

describe('generations', () => {
  it('keep what is asked for, however old', () => {
    const { kept, get } = counted(10);
    const values = [0, 1, 2, 3].map(() => {
      kept.age();
      return get('a');
    });
    expect(values).toEqual([0, 0, 0, 0]);
  });

  it('forget what nobody asked for', () => {
    const { kept, get } = counted(10);
    get('a');
    kept.age();
    get('b');
    kept.age();
    expect([get('b'), get('a')]).toEqual([1, 2]);
  });

  it('age by themselves when they are full', () => {
    const { get } = counted(2);
    const keys = ['a', 'b', 'c', 'a', 'b', 'd', 'c', 'a'];
    // What was used since the maximum was reached is there; a was not, when d and c came.
    expect(keys.map(get)).toEqual([0, 1, 2, 0, 1, 3, 2, 4]);
  });
});
