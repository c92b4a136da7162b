import { describe, expect, it } from 'vitest';
import { createEngine } from '../engine.ts';
import { type RuleChanges, ruleOf } from '../fixtures.test.support.ts';
import type { EventFilter } from '../push-down/event-filter.ts';
import { type FilterClass, filterClasses } from '../push-down/filter-class.ts';
import { createKernelFilter } from './kernel-filter.ts';
import type { NativeAddon } from './native-addon.ts';

/** The border to the kernel: what it was told, in order. */
function fakeAddon() {
  const calls: string[] = [];
  let failure: Error | undefined;
  const nameOf = (index: number) => {
    if (index < 0) return 'gone';
    const name = (index & 0xff) === 15 ? 'any' : filterClasses[index & 0xff];
    return index & 0x100 ? `${name} (common)` : name;
  };
  const addon = {
    setConditions() {
      if (failure) throw failure;
      calls.push('conditions');
    },
    setNamespaces(_: object, triples: Int32Array) {
      for (let i = 0; i < triples.length; i += 3) {
        calls.push(`${triples[i]} ${nameOf(triples[i + 1] as number)} ${triples[i + 2]}`);
      }
      return 0;
    },
    setEpochs: (_: object, [unknown, callEpoch, peers]: Int32Array) =>
      void calls.push(`epochs ${unknown} ${callEpoch} ${peers}`),
    enableFilter: (_: object, isSet: boolean) => void calls.push(isSet ? 'on' : 'off'),
  } as unknown as NativeAddon;
  return {
    filter: createKernelFilter(addon, {}),
    fail(error?: Error) {
      failure = error;
    },
    /** What was said since the last time. */
    said: () => calls.splice(0),
  };
}

const calls = (id: string): RuleChanges => ({ id, on: { syscall: 'true' } });
const opens = (expression: string): RuleChanges => ({ on: { open: expression } });

function filterOf(rules: readonly RuleChanges[], namespaces: Readonly<Record<number, FilterClass>>): EventFilter {
  const { types } = createEngine({ rules: rules.map(ruleOf) }).pushDown({ learning: false });
  return { types, namespaces: new Map(Object.entries(namespaces).map(([mntns, name]) => [Number(mntns), name])) };
}

describe('a filter of the kernel', () => {
  it('is switched on when all of it stands', () => {
    const { filter, said } = fakeAddon();
    filter.set(filterOf([], { 1: 'host' }));
    expect(said()).toEqual(['1 any (common) 0', 'conditions', '1 host (common) 0', 'on']);
  });

  it('says nothing but what changed', () => {
    const { filter, said } = fakeAddon();
    const rules = [opens("event.path == '/a'")];
    filter.set(filterOf(rules, { 1: 'host' }));
    said();
    filter.set(filterOf(rules, { 1: 'host' }));
    expect(said()).toEqual(['on']);
    filter.set(filterOf(rules, { 1: 'host', 2: 'standalone' }));
    expect(said()).toEqual(['2 standalone 0', 'on']);
    filter.set(filterOf([opens("event.path == '/b'")], { 1: 'host', 2: 'standalone' }));
    expect(said()).toEqual(['conditions', 'on']);
  });

  it('sends everything of a namespace while its class and the conditions change', () => {
    const { filter, said } = fakeAddon();
    filter.set(filterOf([opens("event.path == '/a'")], { 1: 'host', 2: 'host' }));
    said();
    filter.set(filterOf([opens("event.path == '/b'")], { 1: 'host', 2: 'standalone' }));
    expect(said()).toEqual(['2 any 0', 'conditions', '2 standalone 0', 'on']);
  });

  it('begins anew what is reported once when somebody new listens', () => {
    const { filter, said } = fakeAddon();
    filter.set(filterOf([calls('R1000')], { 1: 'host' }));
    said();
    filter.set(filterOf([calls('R1000'), calls('R1001')], { 1: 'host' }));
    expect(said()).toEqual(['1 host (common) 1', 'epochs 2 4 3', 'on']);
    filter.set(filterOf([calls('R1001')], { 1: 'host' }));
    expect(said()).toEqual(['on']);
  });

  it('begins anew in one namespace that is told more', () => {
    const { filter, said } = fakeAddon();
    filter.set(filterOf([calls('R1000')], { 1: 'ignored', 2: 'host' }));
    said();
    filter.set(filterOf([calls('R1000')], { 1: 'standalone', 2: 'host' }));
    expect(said()).toEqual(['1 standalone 1', 'epochs 0 3 2', 'on']);
    filter.set(filterOf([calls('R1000')], { 1: 'ignored', 2: 'host' }));
    expect(said()).toEqual(['1 ignored 1', 'on']);
  });

  it('begins anew where a number belongs to somebody else', () => {
    const { filter, said } = fakeAddon();
    const of = (holder: string) => ({
      ...filterOf([calls('R1000')], { 1: 'standalone' }),
      holders: new Map([[1, holder]]),
    });
    filter.set(of('a'));
    said();
    filter.set(of('a'));
    expect(said()).toEqual(['on']);
    filter.set(of('b'));
    expect(said()).toEqual(['1 standalone 1', 'epochs 0 3 2', 'on']);
  });

  it('lets a namespace that is gone be unknown again, with whatever comes after it', () => {
    const { filter, said } = fakeAddon();
    filter.set(filterOf([calls('R1000')], { 1: 'host', 2: 'standalone' }));
    said();
    filter.set(filterOf([calls('R1000')], { 1: 'host' }));
    expect(said()).toEqual(['2 gone 0', 'epochs 1 2 0', 'on']);
    filter.set(filterOf([calls('R1000')], { 1: 'host', 2: 'standalone' }));
    expect(said()).toEqual(['2 standalone 1', 'on']);
  });

  it('keeps the host apart, which is named first, whatever it becomes', () => {
    const { filter, said } = fakeAddon();
    filter.set(filterOf([], { 1: 'standalone', 2: 'host', 3: 'host' }));
    expect(said().slice(-4)).toEqual(['1 standalone 0', '2 host (common) 0', '3 host 0', 'on']);
    filter.set(filterOf([], { 1: 'host', 2: 'learning', 3: 'host' }));
    expect(said().join()).toContain('2 learning (common)');
    filter.set(filterOf([], { 1: 'ignored', 3: 'host-profiled' }));
    expect(said().join()).toContain('3 host-profiled (common)');
  });

  it('sends everything where it cannot be set, and all of the next one is said', () => {
    const { filter, said, fail } = fakeAddon();
    filter.set(filterOf([opens("event.path == '/a'")], { 1: 'host' }));
    said();
    fail(new Error('out of memory'));
    expect(() => filter.set(filterOf([opens("event.path == '/b'")], { 1: 'host' }))).toThrow(
      'Cannot set the filter: out of memory',
    );
    expect(said()).toEqual(['off']);
    fail();
    filter.set(filterOf([opens("event.path == '/a'")], { 1: 'host' }));
    expect(said()).toEqual(['1 any (common) 0', 'conditions', '1 host (common) 0', 'on']);
  });

  it('is switched off by none', () => {
    const { filter, said } = fakeAddon();
    filter.set(undefined);
    expect(said()).toEqual(['off']);
  });
});
