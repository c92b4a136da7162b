import { describe, expect, it } from 'vitest';
import { createTemplate } from './create-template.ts';

describe('createTemplate', () => {
  it('escapes nothing', () => {
    expect(createTemplate('{{text}}')({ text: `<a href="x">&'` })).toBe(`<a href="x">&'`);
  });

  it('copies raw blocks as they are', () => {
    const template = createTemplate('{{{{raw}}}}{{- if .Values.a }}{{{{/raw}}}} {{text}}');
    expect(template({ text: '{{ b }}' })).toBe('{{- if .Values.a }} {{ b }}');
  });

  it('throws on a name that the data lack', () => {
    expect(() => createTemplate('{{txt}}')({ text: 'a' })).toThrow(/"txt" not defined/);
  });
});
