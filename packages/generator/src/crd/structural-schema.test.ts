import { describe, expect, it } from 'vitest';
import { structuralSchema } from './structural-schema.ts';

describe('structuralSchema', () => {
  it('keeps what Kubernetes knows and leaves out what it does not', () => {
    const schema = {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      title: 'a mapping',
      description: 'What it is.',
      type: 'object',
      required: ['a'],
      additionalProperties: false,
      propertyNames: { pattern: '^a' },
      properties: { a: { title: 'text', type: 'string', minLength: 1 } },
    };
    expect(structuralSchema(schema)).toEqual({
      description: 'What it is.',
      type: 'object',
      required: ['a'],
      properties: { a: { type: 'string', minLength: 1 } },
    });
  });

  it.each([
    ['a mapping of any keys', { type: 'object', additionalProperties: { type: 'string' } }],
    ['a list', { type: 'array', items: { type: 'string', enum: ['a'] }, minItems: 1 }],
    ['a default', { type: 'boolean', default: false }],
  ])('keeps %s', (_, schema) => {
    expect(structuralSchema(schema)).toEqual(schema);
  });

  it.each([
    ['a list that may be null', { type: ['array', 'null'], items: {} }, { type: 'array', nullable: true }],
    ['a number or its text', { type: ['integer', 'string'], minimum: 0 }, { 'x-kubernetes-int-or-string': true }],
    ['several types', { type: ['object', 'string'] }, { 'x-kubernetes-preserve-unknown-fields': true }],
    ['anything', {}, { 'x-kubernetes-preserve-unknown-fields': true }],
    ['a constant', { type: 'string', const: 'a' }, { type: 'string', enum: ['a'] }],
    [
      'a condition',
      { if: { type: 'array' }, else: { const: 'all' } },
      { 'x-kubernetes-preserve-unknown-fields': true },
    ],
    ['no required keys', { type: 'object', required: [] }, { type: 'object' }],
  ])('writes %s as a structural schema does', (_, schema, expected) => {
    const { items: __, minimum: ___, ...written } = structuralSchema(schema);
    expect(written).toEqual(expected);
  });
});
