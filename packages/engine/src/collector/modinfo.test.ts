import { describe, expect, it } from 'vitest';
import { moduleName } from './modinfo.ts';

describe('moduleName', () => {
  it.each([
    ['license=GPL\0depends=\0name=rootkit\0vermagic=6.1\0', 'rootkit'],
    ['license=GPL\0filename=x\0', ''],
    ['name=', ''],
    ['', ''],
  ])('of %j is %j', (modinfo, name) => {
    expect(moduleName(modinfo)).toBe(name);
  });
});
