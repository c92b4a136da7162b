import { describe, expect, it } from 'vitest';
import { cooldownKey, createCooldown } from './cooldown.ts';

const hourMs = 3_600_000;
const held = { passes: false };
const passes = (heldBack = 0) => ({ passes: true, heldBack });

describe('cooldown', () => {
  it('lets the first through, then the first after the window with the count of those between', () => {
    const cooldown = createCooldown({ windowMs: hourMs, maxKeys: 10 });
    expect([0, 1, 2, hourMs - 1, hourMs, hourMs + 1, 2 * hourMs].map((time) => cooldown.admit('k', time))).toEqual([
      passes(),
      held,
      held,
      held,
      passes(3),
      held,
      passes(1),
    ]);
  });

  it('says nothing of held-back ones when there were none', () => {
    const cooldown = createCooldown({ windowMs: hourMs, maxKeys: 10 });
    expect([0, hourMs].map((time) => cooldown.admit('k', time))).toEqual([passes(), passes()]);
  });

  it('a window of nothing holds nothing', () => {
    const cooldown = createCooldown({ windowMs: 0, maxKeys: 10 });
    expect([5, 5].map((time) => cooldown.admit('k', time))).toEqual([passes(), passes()]);
  });

  it('a clock set back by more than the window begins a new one', () => {
    const cooldown = createCooldown({ windowMs: 100, maxKeys: 10 });
    expect([1000, 901, 900, 950].map((time) => cooldown.admit('k', time))).toEqual([passes(), held, passes(1), held]);
  });

  it('remembers N keys; with N + 1 the least recently used is forgotten', () => {
    const cooldown = createCooldown({ windowMs: hourMs, maxKeys: 3 });
    for (const key of ['a', 'b', 'c']) cooldown.admit(key, 0);
    expect(['a', 'b', 'c'].map((key) => cooldown.admit(key, 1))).toEqual([held, held, held]);
    cooldown.admit('a', 2);
    cooldown.admit('d', 2);
    expect(cooldown.size).toBe(3);
    expect(['a', 'c', 'd'].map((key) => cooldown.admit(key, 3))).toEqual([held, held, held]);
    expect(cooldown.admit('b', 3)).toEqual(passes());
  });

  it('bounds the text of its keys too', () => {
    const cooldown = createCooldown({ windowMs: hourMs, maxKeys: 20_000 });
    const mebi = 'x'.repeat(1024 * 1024 - 1);
    for (let key = 0; key < 8; key++) cooldown.admit(`${key}${mebi}`, 0);
    expect(cooldown.size).toBe(8);
    cooldown.admit('y', 0);
    expect(cooldown.size).toBe(8);
    expect(cooldown.admit('y', 0)).toEqual(held);
  });

  it('forgets windows that ended with nothing held back, and those only', () => {
    const cooldown = createCooldown({ windowMs: 100, maxKeys: 10 });
    cooldown.admit('ended', 0);
    cooldown.admit('counted', 0);
    cooldown.admit('counted', 1);
    cooldown.admit('open', 1);
    cooldown.advance(100);
    expect(cooldown.size).toBe(2);
    expect(cooldown.admit('counted', 100)).toEqual(passes(1));
  });
});

describe('the key', () => {
  it('is different for different parts, however they are cut', () => {
    const keys = [cooldownKey('ab', 'c', 'd'), cooldownKey('a', 'bc', 'd'), cooldownKey('a', 'b', 'cd')];
    expect(new Set([...keys, cooldownKey('a', 'b1:c', 'd'), cooldownKey('a', 'b', '1:cd')]).size).toBe(5);
  });
});
