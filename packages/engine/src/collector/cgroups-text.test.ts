import { describe, expect, it } from 'vitest';
import { cgroupPaths } from './cgroups-text.ts';

describe('cgroupPaths', () => {
  it('turns the components of each hierarchy around', () => {
    expect(cgroupPaths('c1\0docker\0\0')).toBe('/docker/c1');
    expect(cgroupPaths('\0c1\0docker\0\0')).toBe('/\n/docker/c1');
  });

  it('leaves out a hierarchy that is cut', () => {
    expect(cgroupPaths('c1\0dock')).toBe('');
    expect(cgroupPaths('')).toBe('');
  });
});
