import { capabilityKey, type FindProfile } from './profile-index.ts';

/**
 * The `ap.*` functions; without a completed profile each is false.
 * @param declared paths of the executables that the pod's own spec runs in the container
 */
export function createProfileHelpers(find: FindProfile, declared: (containerId: string) => readonly string[]) {
  return {
    wasExecuted(id: string, path: string): boolean {
      const profile = find(id);
      return profile !== undefined && (profile.execs.has(path) || declared(id).includes(path));
    },
    wasExecutedWithArgs: (id: string, path: string, args: readonly string[]): boolean =>
      find(id)?.execs.has(path, args) ?? false,
    wasPathOpened: (id: string, path: string): boolean => find(id)?.opens.has(path) ?? false,
    wasPathOpenedWithFlags: (id: string, path: string, flags: readonly string[]): boolean =>
      find(id)?.opens.has(path, flags) ?? false,
    wasPathOpenedWithSuffix: (id: string, suffix: string): boolean => find(id)?.opens.hasSuffix(suffix) ?? false,
    wasPathOpenedWithPrefix: (id: string, prefix: string): boolean => find(id)?.opens.hasPrefix(prefix) ?? false,
    wasSyscallUsed: (id: string, name: string): boolean => find(id)?.syscalls.has(name) ?? false,
    wasCapabilityUsed: (id: string, name: string): boolean => find(id)?.capabilities.has(capabilityKey(name)) ?? false,
    wasEndpointAccessed: (id: string, endpoint: string): boolean => find(id)?.endpoints.has(endpoint) ?? false,
    wasEndpointAccessedWithMethod: (id: string, endpoint: string, method: string): boolean =>
      find(id)?.endpoints.has(endpoint, [method]) ?? false,
    wasEndpointAccessedWithMethods: (id: string, endpoint: string, methods: readonly string[]): boolean =>
      find(id)?.endpoints.has(endpoint, methods) ?? false,
    wasEndpointAccessedWithPrefix: (id: string, prefix: string): boolean =>
      find(id)?.endpoints.hasPrefix(prefix) ?? false,
    wasEndpointAccessedWithSuffix: (id: string, suffix: string): boolean =>
      find(id)?.endpoints.hasSuffix(suffix) ?? false,
    wasHostAccessed: (id: string, host: string): boolean => find(id)?.endpoints.hasHost(host) ?? false,
  };
}
