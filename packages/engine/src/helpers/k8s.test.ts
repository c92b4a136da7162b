import { describe, expect, it } from 'vitest';
import { createKubernetesHelpers } from './k8s.ts';

describe('k8s helpers', () => {
  it('know nothing without a source', () => {
    const helpers = createKubernetesHelpers(undefined);
    expect(helpers.getContainerMountPaths('ns', 'pod', 'c')).toEqual([]);
    expect(helpers.isApiServerAddress('10.96.0.1')).toBe(false);
    expect(helpers.getContainerByName('ns', 'pod', 'c')).toBe(false);
  });

  it('hand on what the source knows, an unknown container as an empty list', () => {
    const helpers = createKubernetesHelpers({
      mountPaths: (namespace, pod, container) =>
        namespace === 'ns' && pod === 'pod' && container === 'c' ? ['/data'] : undefined,
      isApiServerAddress: (address) => address === '10.96.0.1',
      hasContainer: (namespace, pod, name) => `${namespace}/${pod}/${name}` === 'ns/pod/c',
    });
    expect(helpers.getContainerMountPaths('ns', 'pod', 'c')).toEqual(['/data']);
    expect(helpers.getContainerMountPaths('ns', 'pod', 'd')).toEqual([]);
    expect(helpers.isApiServerAddress('10.96.0.1')).toBe(true);
    expect(helpers.isApiServerAddress('10.96.0.2')).toBe(false);
    expect(helpers.getContainerByName('ns', 'pod', 'c')).toBe(true);
    expect(helpers.getContainerByName('ns', 'pod', 'd')).toBe(false);
  });
});
