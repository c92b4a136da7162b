import type { PodIdentity } from '@rulelibrary/engine';
import { expect, it } from 'vitest';
import { isPodWatched, type PodScope } from './watched-pods.ts';

const all: PodScope = {
  includeNamespaces: [],
  excludeNamespaces: [],
  excludeLabels: {},
  namespaceName: 'kubescape',
  podName: 'node-agent-x',
};
const web: PodIdentity = { namespace: 'web', name: 'web-0', labels: { app: 'Web' } };

it.each<[string, Partial<PodScope>, Partial<PodIdentity>, boolean]>([
  ['any pod, when nothing says otherwise', {}, {}, true],
  ['a namespace that is included', { includeNamespaces: ['web', 'a'] }, {}, true],
  ['no namespace beside the included ones', { includeNamespaces: ['a'] }, {}, false],
  ['no namespace that is excluded', { excludeNamespaces: ['web'] }, {}, false],
  ['a namespace beside the excluded ones', { excludeNamespaces: ['a'] }, {}, true],
  ['an included namespace whatever is excluded', { includeNamespaces: ['web'], excludeNamespaces: ['web'] }, {}, true],
  ['no pod with an excluded label, in upper or lower case', { excludeLabels: { app: 'wEB' } }, {}, false],
  ['a pod with another value of it', { excludeLabels: { app: 'api' } }, {}, true],
  ['a pod without it', { excludeLabels: { tier: 'web' } }, {}, true],
  ['no pod with any of the excluded labels', { excludeLabels: { tier: 'x', app: 'web' } }, {}, false],
  ['a pod whose labels nobody knows', { excludeLabels: { app: 'web' } }, { labels: {} }, true],
  ['not itself', {}, { namespace: 'kubescape', name: 'node-agent-x' }, false],
  ['a pod of its name elsewhere', {}, { name: 'node-agent-x' }, true],
  ['not the operator', {}, { namespace: 'kubescape', labels: { 'kubescape.io/ignore': 'true' } }, false],
  ['who calls itself ours elsewhere', {}, { labels: { 'kubescape.io/ignore': 'true' } }, true],
  ['other pods of its namespace', {}, { namespace: 'kubescape' }, true],
])('watches %s', (_, scope, pod, isWatched) => {
  expect(isPodWatched({ ...web, ...pod }, { ...all, ...scope })).toBe(isWatched);
});
