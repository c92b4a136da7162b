import { readFileSync } from 'node:fs';

/** Of a package as it is installed, whatever it is called here. */
export function packageVersion(name: string): string {
  const file = new URL(`../../../node_modules/${name}/package.json`, import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
