import { describe, expect, it } from 'vitest';
import type { ContextInfo } from '../contexts/context-info.ts';
import { progressOf } from './profile-progress.ts';

const profiles = { profileOf: () => undefined };
const infoOf = (context: ContextInfo['context'], id?: string): ContextInfo => ({
  context,
  workloadId: 'w',
  ownContexts: [],
  ...(id !== undefined && { container: { id, mntns: 7, pid: 50, startedMs: 0, wasRunning: false } }),
});

/** Knows containers by their first letter: `k` it knows, `l` it learns. */
const learner = {
  has: (id: string) => id.startsWith('k') || id.startsWith('l'),
  isLearning: (id: string) => id.startsWith('l'),
};

describe('how far profiles are', () => {
  it.each([
    ['none where nobody has any', {}, undefined, infoOf('host'), 'none'],
    ['perhaps completed where somebody has some', { profiles }, undefined, infoOf('kubernetes', 'k'), 'completed'],
    ['learning of a container that learns', { learning: {} }, learner, infoOf('kubernetes', 'l'), 'learning'],
    ['learning of one that may begin to at any time', { learning: {} }, learner, infoOf('kubernetes', 'x'), 'learning'],
    ['completed of one that has learned', { learning: {} }, learner, infoOf('kubernetes', 'k'), 'completed'],
    ['completed where nobody learns', { learning: {} }, learner, infoOf('standalone', 'l'), 'completed'],
    [
      'learning where standalone containers do',
      { learning: { contexts: ['standalone'] } },
      learner,
      infoOf('standalone', 'l'),
      'learning',
    ],
    [
      'learning on the host, whose services share a namespace',
      { learning: { contexts: ['host'] } },
      learner,
      infoOf('host'),
      'learning',
    ],
  ] as const)('%s', (_, options, asked, info, expected) => {
    expect(progressOf(info, options, asked)).toBe(expected);
  });
});
