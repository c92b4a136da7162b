import { describe, expect, it } from 'vitest';
import type { ContextInfo } from './context-info.ts';
import { type ContextSlot, createRegistry } from './registry.ts';

const slotOf = (workloadId: string): ContextSlot => {
  const info: ContextInfo = { context: 'standalone', workloadId, ownContexts: [] };
  return { info, endedMs: undefined };
};

describe('the registry', () => {
  it('finds what is registered, and nothing once it is not', () => {
    const registry = createRegistry();
    registry.register(7, slotOf('a'));
    expect(registry.lookup(7)?.workloadId).toBe('a');
    expect(registry.lookup(8)).toBeUndefined();
    registry.unregister(7);
    expect(registry.lookup(7)).toBeUndefined();
    expect(registry.size).toBe(0);
  });

  it('gives a number to whoever has it last', () => {
    const registry = createRegistry();
    registry.register(7, slotOf('a'));
    registry.register(7, slotOf('b'));
    expect(registry.lookup(7)?.workloadId).toBe('b');
    registry.derive(7, slotOf('c'));
    expect(registry.lookup(7)?.workloadId).toBe('c');
    registry.register(7, slotOf('d'));
    expect(registry.lookup(7)?.workloadId).toBe('d');
    expect(registry.size).toBe(1);
  });

  it('tells all namespaces of a context what becomes known of it', () => {
    const registry = createRegistry();
    const slot = slotOf('a');
    registry.register(7, slot);
    registry.derive(8, slot);
    slot.info = { ...slot.info, workloadId: 'named' };
    expect([7, 8].map((mntns) => registry.lookup(mntns)?.workloadId)).toEqual(['named', 'named']);
    expect([...registry.contexts()]).toEqual([[slot, [7, 8]]]);
  });

  it('drops what was derived, and keeps a container’s own', () => {
    const registry = createRegistry();
    registry.register(7, slotOf('a'));
    registry.derive(8, slotOf('b'));
    for (const mntns of [7, 8]) registry.underive(mntns);
    expect([7, 8].map((mntns) => registry.lookup(mntns)?.workloadId)).toEqual(['a', undefined]);
  });

  it('does not look up what ended, and keeps it for 10 s', () => {
    const registry = createRegistry();
    const slot = slotOf('a');
    registry.register(7, slot);
    registry.derive(8, slot);
    slot.endedMs = 1_000;
    expect(registry.lookup(7)).toBeUndefined();
    registry.advance(11_000);
    expect(registry.slotOf(7)).toBe(slot);
    registry.advance(11_001);
    expect([registry.slotOf(7), registry.slotOf(8), registry.size]).toEqual([undefined, undefined, 0]);
  });

  it('holds a bounded number of either kind, the oldest going first', () => {
    const registry = createRegistry({ maxNamespaces: 2 });
    for (const mntns of [1, 2]) registry.register(mntns, slotOf(`own ${mntns}`));
    for (const mntns of [11, 12, 13, 14]) registry.derive(mntns, slotOf(`derived ${mntns}`));
    const known = () => [1, 2, 3, 11, 12, 13, 14].filter((mntns) => registry.lookup(mntns) !== undefined);
    expect(known()).toEqual([1, 2, 13, 14]);
    registry.register(2, slotOf('again'));
    expect(known()).toEqual([1, 2, 13, 14]);
    registry.register(3, slotOf('own 3'));
    expect(known()).toEqual([2, 3, 13, 14]);
    expect(registry.evicted).toBe(3);
  });
});
