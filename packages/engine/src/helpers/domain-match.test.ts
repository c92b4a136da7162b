import { describe, expect, it } from 'vitest';
import { createDomainSet } from './domain-match.ts';

describe('recorded domains', () => {
  it.each([
    ['example.com', 'example.com.'],
    ['example.com.', 'example.com'],
    ['Example.COM', 'eXample.com'],
    ['*.example.com', 'www.example.com'],
    ['svc.*', 'svc.a'],
    ['svc.*', 'svc.a.b.c.'],
    ['⋯.example.com', 'www.example.com'],
    ['a.⋯.com', 'a.b.com'],
    ['*', 'anything.example'],
    ['*.*', 'a.b.c'],
  ])('%s holds %s', (recorded, name) => {
    expect(createDomainSet([recorded]).has(name)).toBe(true);
  });

  it.each([
    ['example.com', 'www.example.com'],
    ['example.com', 'example.com.evil.org'],
    ['*.example.com', 'example.com'],
    ['*.example.com', 'a.b.example.com'],
    ['svc.*', 'svc'],
    ['⋯.example.com', 'example.com'],
    ['a.⋯.com', 'a.b.c.com'],
    ['a.*.com', 'a.b.com'],
    ['ex*.com', 'example.com'],
    ['*', ''],
    ['*.*', 'a'],
  ])('%s does not hold %s', (recorded, name) => {
    expect(createDomainSet([recorded]).has(name)).toBe(false);
  });

  it('reads a star in the middle as itself', () => {
    expect(createDomainSet(['a.*.com']).has('a.*.com')).toBe(true);
  });
});
