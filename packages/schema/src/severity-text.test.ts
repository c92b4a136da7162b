import { expect, it } from 'vitest';
import { severityText } from './severity-text.ts';

it('words every severity from 0 to 10', () => {
  const texts = Array.from({ length: 11 }, (_, severity) => severityText(severity));
  expect(texts.join(' ')).toBe('None Low Low Low Low Medium Medium Medium High High Critical');
});
