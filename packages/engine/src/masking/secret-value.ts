import { mask } from './secret-name.ts';

/**
 * Shapes of secrets that are known for what they are wherever they stand: GitHub, GitLab, Slack, AWS, OpenAI-style keys and
 * JSON Web Tokens. Each begins with a literal and repeats one class; the header of a token has a bound, or a text of nothing
 * but beginnings of tokens would be read once for each.
 */
const shapes =
  /\b(?:gh[pousr]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}|xox[abeprs]-[\w-]{10,}|sk-[\w-]{20,}|A[KS]IA[A-Z\d]{16}|eyJ[\w-]{8,512}\.[\w-]+\.[\w-]*)/g;

const privateKey = /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----/;

/** The text with everything masked that has the shape of a known kind of secret. */
export function maskKnownShapes(text: string): string {
  if (text.includes('-----BEGIN ') && privateKey.test(text)) return mask;
  return text.replace(shapes, mask);
}
