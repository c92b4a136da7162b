import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { md5 } from './md5.ts';

describe('md5', () => {
  it.each([
    ['', 'd41d8cd98f00b204e9800998ecf8427e'],
    ['abc', '900150983cd24fb0d6963f7d28e17f72'],
    ['message digest', 'f96b697d7cb7938d525a2f31aaf161d0'],
  ])('of %j as RFC 1321 has it', (text, digest) => {
    expect(md5(text)).toBe(digest);
  });

  it('is that of node at every length around blocks, in UTF-8', () => {
    for (const unit of ['a', 'é', '𝕏']) {
      for (let length = 0; length < 140; length++) {
        const text = unit.repeat(length);
        expect(md5(text)).toBe(createHash('md5').update(text).digest('hex'));
      }
    }
  });
});
