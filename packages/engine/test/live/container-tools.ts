import { existsSync } from 'node:fs';
import path from 'node:path';

/** What real containers are made with, and Debian's package of each. */
const tools = {
  runc: 'runc',
  containerd: 'containerd',
  ctr: 'containerd',
  busybox: 'busybox-static',
  ip: 'iproute2',
} as const;

/** What is missing for tests with real containers, as a reason to skip them; undefined: nothing. */
export function missingContainerTools(): string | undefined {
  const missing = Object.entries(tools).filter(([tool]) => toolPath(tool) === undefined);
  if (missing.length === 0) return undefined;
  const packages = [...new Set(missing.map(([, name]) => name))];
  return `no ${missing.map(([tool]) => tool).join(', ')} (apt-get install ${packages.join(' ')})`;
}

/** Where a program is; undefined: nowhere. */
export function toolPath(tool: string): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(':'), '/usr/sbin', '/sbin'];
  return folders.map((folder) => path.join(folder, tool)).find((file) => existsSync(file));
}
