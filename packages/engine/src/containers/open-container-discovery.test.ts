import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ContainerDiscoveryOptions, openContainerDiscovery } from './open-container-discovery.ts';

const listener = { added() {}, changed() {}, removed() {} };

describe('openContainerDiscovery', () => {
  let hostRoot: string;

  beforeEach(() => {
    hostRoot = mkdtempSync(path.join(os.tmpdir(), 'rulelib-discovery-'));
  });

  afterEach(() => rmSync(hostRoot, { recursive: true }));

  const open = (options: ContainerDiscoveryOptions = {}) =>
    openContainerDiscovery({ hostRoot, watchStarts: false, ...options });

  it.each([
    ['reconcileMs', 99, 100],
    ['reconcileMs', 3_600_001, 3_600_000],
    ['maxContainers', 0, 1],
    ['maxContainers', 1_000_001, 1_000_000],
    ['maxContainers', 1.5, 2],
  ] as const)('refuses %s %d and takes %d', (name, refused, taken) => {
    expect(() => open({ [name]: refused })).toThrow(RangeError);
    open({ [name]: taken }).stop();
  });

  it('says what is used, and what is not', () => {
    const discovery = open({ dockerSocket: false, containerdSocket: '/run/mine.sock' });
    expect(discovery.features).toEqual([
      {
        name: 'container starts',
        available: false,
        detail: "switched off: the collector's events and /proc tell of starts",
      },
      { name: 'containerd', available: false, detail: `no socket at ${hostRoot}/run/mine.sock` },
      { name: 'docker', available: false, detail: 'switched off' },
    ]);
    discovery.stop();
  });

  it('starts once, and stops as often as it is told to', () => {
    const discovery = open();
    discovery.start(listener);
    expect(() => discovery.start(listener)).toThrow('Cannot start the discovery: it was started before');
    discovery.stop();
    discovery.stop();
    expect(discovery.stats()).toMatchObject({ pendingStarts: 0, unanswered: 0 });
  });
});
