import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createStateFolders } from './state-folders.ts';

describe('createStateFolders', () => {
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(path.join(os.tmpdir(), 'rulelib-states-'));
  });

  afterEach(() => rmSync(root, { recursive: true }));

  function put(file: string, content: object | string): void {
    mkdirSync(path.dirname(root + file), { recursive: true });
    writeFileSync(root + file, typeof content === 'string' ? content : JSON.stringify(content));
  }

  it.each([
    ['/run/runc/c1/state.json', { init_process_pid: 7, config: { labels: ['x=y', 'bundle=/b'] } }, 'runc'],
    ['/run/containerd/runc/k8s.io/c1/state.json', { init_process_pid: 7, config: { labels: ['bundle=/b'] } }, 'runc'],
    ['/run/docker/runtime-runc/moby/c1/state.json', { init_process_pid: 7, config: { labels: ['bundle=/b'] } }, 'runc'],
    ['/run/crun/c1/status', { pid: 7, bundle: '/b' }, 'crun'],
    ['/run/user/1000/crun/c1/status', { pid: 7, bundle: '/b' }, 'crun'],
    ['/run/youki/c1/state.json', { pid: 7, bundle: '/b' }, 'youki'],
  ])('reads %s', (file, content, runtime) => {
    put(file, content);
    const isOfUser = file.startsWith('/run/user/') ? { isOfUser: true } : {};
    const state = { id: 'c1', pid: 7, bundle: '/b', runtime, ...isOfUser };
    expect(createStateFolders(root).find('c1')).toEqual(state);
    expect(createStateFolders(root).list()).toEqual([state]);
    expect(createStateFolders(root).find('c2')).toBeUndefined();
  });

  it.each([
    '/run/containerd/io.containerd.runtime.v2.task/moby/c1',
    '/run/containers/storage/overlay-containers/c1/userdata',
    '/var/lib/containers/storage/overlay-containers/c1/userdata',
  ])('finds the bundle that no state names: %s', (bundle) => {
    put(`${bundle}/config.json`, '{}');
    expect(createStateFolders(root).find('c1')).toEqual({ id: 'c1', bundle });
    put('/run/runc/c1/state.json', { init_process_pid: 7 });
    expect(createStateFolders(root).find('c1')).toEqual({ id: 'c1', pid: 7, bundle, runtime: 'runc' });
  });

  it('looks into a root that a runtime was called with', () => {
    put('/somewhere/c1/state.json', { init_process_pid: 7 });
    expect(createStateFolders(root).find('c1')).toBeUndefined();
    expect(createStateFolders(root).find('c1', '/somewhere')).toEqual({ id: 'c1', pid: 7 });
  });

  it.each(['', '{', 'null', '[]', '{"config":null,"pid":"7","bundle":"relative"}', '{"config":{"labels":[1,null]}}'])(
    'knows the id alone from: %s',
    (content) => {
      put('/run/runc/c1/state.json', content);
      expect(createStateFolders(root).find('c1')).toEqual({ id: 'c1', runtime: 'runc' });
    },
  );

  it('looks for no id that leads elsewhere', () => {
    put('/run/state.json', { pid: 7 });
    expect(createStateFolders(root).find('..')).toBeUndefined();
    expect(createStateFolders(root).find('../runc')).toBeUndefined();
  });
});
