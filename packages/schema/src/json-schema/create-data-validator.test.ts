import { describe, expect, it } from 'vitest';
import { createDataValidator } from './create-data-validator.ts';

const validate = createDataValidator({
  type: 'object',
  properties: {
    port: { 'x-kubernetes-int-or-string': true },
    list: { type: 'array', nullable: true, items: { type: 'string' } },
  },
  additionalProperties: false,
});

describe('createDataValidator', () => {
  it.each([[{}], [{ port: 1 }], [{ port: 'http' }], [{ list: null }], [{ list: ['a'] }]])('takes %j', (value) => {
    expect(validate(value)).toEqual([]);
  });

  it('names the place and the key of every error', () => {
    expect(validate({ list: [1], lists: [] })).toEqual([
      '/: must NOT have additional properties ("lists")',
      '/list/0: must be string',
    ]);
  });

  it('throws on a schema that is none', () => {
    expect(() => createDataValidator({ type: 'list' })).toThrow(/schema is invalid/);
  });
});
