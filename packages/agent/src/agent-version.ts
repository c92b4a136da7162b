import { readFileSync } from 'node:fs';

/** The version of this package, which alerts name: read from package.json, beside src and dist alike. */
export function agentVersion(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { readonly version: string }).version;
}
