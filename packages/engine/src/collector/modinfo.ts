/**
 * The name a kernel module's image carries, from its .modinfo section: `key=value` strings, each ended by NUL.
 * Empty when there is none. Source: include/linux/moduleparam.h, MODULE_INFO.
 */
export function moduleName(modinfo: string): string {
  const entry = modinfo.split('\0').find((text) => text.startsWith('name='));
  return entry ? entry.slice('name='.length) : '';
}
