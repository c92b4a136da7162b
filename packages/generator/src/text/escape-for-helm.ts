/**
 * Text as a Helm template that renders to the same text. Helm reads `{{` as the beginning of an action; all else,
 * `}}` included, is text to it.
 */
export function escapeForHelm(text: string): string {
  return text.replaceAll('{{', '{{ "{{" }}');
}
