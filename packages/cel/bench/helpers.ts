import type { HelperImplementations } from '@rulelibrary/cel';
import { type HelperName, helperFunctions } from '@rulelibrary/schema';
import { type Facts, facts, type ProfileFacts } from './facts.ts';

export type Helper = (...args: never[]) => unknown;

/** What every engine's helper functions come to: a look-up in a set or a map. Lists are arrays, integers bigint. */
export const helpers: ReadonlyMap<HelperName, Helper> = new Map(
  helperFunctions.map(({ name }) => [name, helpersOn(facts)[name] ?? notAsked(name)]),
);

/** The same for our own environment, which checks each call against the catalogue's signatures. */
export const helperImplementations = Object.fromEntries(helpers) as unknown as HelperImplementations;

function helpersOn({ apiServerAddresses, privateAddresses, mounts, hookVariables, ...given }: Facts) {
  const profiles = new Map(Object.entries(given.profiles).map(([id, lists]) => [id, profileOf(lists)]));
  const apiServer = new Set(apiServerAddresses);
  const hooks = new Map(Object.entries(hookVariables).map(([pid, name]) => [Number(pid), name]));
  const mountsByName = new Map(Object.entries(mounts));
  const isPrivate = new Set(privateAddresses);
  const holders: Partial<Record<HelperName, Helper>> = {
    'ap.was_executed': (id: string, path: string) => profiles.get(id)?.execs.has(path) ?? false,
    'ap.was_executed_with_args': (id: string, path: string, args: readonly string[]) =>
      profiles
        .get(id)
        ?.execs.get(path)
        ?.some((known) => isSame(known, args)) ?? false,
    'ap.was_path_opened': (id: string, path: string) => profiles.get(id)?.opens.has(path) ?? false,
    'ap.was_path_opened_with_flags': (id: string, path: string, flags: readonly string[]) => {
      const known = profiles.get(id)?.opens.get(path);
      return known !== undefined && flags.every((flag) => known.has(flag));
    },
    'ap.was_path_opened_with_suffix': (id: string, end: string) => profiles.get(id)?.openSuffixes.has(end) ?? false,
    'ap.was_syscall_used': (id: string, name: string) => profiles.get(id)?.syscalls.has(name) ?? false,
    'ap.was_capability_used': (id: string, name: string) => profiles.get(id)?.capabilities.has(name) ?? false,
    'nn.was_address_in_egress': (id: string, address: string) => profiles.get(id)?.addresses.has(address) ?? false,
    'nn.is_domain_in_egress': (id: string, name: string) => profiles.get(id)?.domains.has(name) ?? false,
    'k8s.is_api_server_address': (address: string) => apiServer.has(address),
    'k8s.get_container_mount_paths': (_: string, __: string, name: string) => mountsByName.get(name) ?? [],
    'net.is_private_ip': (address: string) => isPrivate.has(address),
    'parse.get_exec_path': (args: readonly string[], comm: string, exepath = '') => exepath || args[0] || comm,
    'process.get_ld_hook_var': (pid: bigint) => hooks.get(Number(pid)) ?? '',
  };
  return holders;
}

function profileOf(lists: ProfileFacts) {
  const byPath = Map.groupBy(lists.execs, ({ path }) => path);
  return {
    execs: new Map([...byPath].map(([path, execs]) => [path, execs.map(({ args }) => args)])),
    opens: new Map(lists.opens.map(({ path, flags }) => [path, new Set(flags)])),
    openSuffixes: new Set(lists.openSuffixes),
    syscalls: new Set(lists.syscalls),
    capabilities: new Set(lists.capabilities),
    addresses: new Set(lists.addresses),
    domains: new Set(lists.domains),
  };
}

function isSame(known: readonly string[], args: readonly string[]): boolean {
  return known.length === args.length && known.every((arg, index) => arg === args[index]);
}

function notAsked(name: string): Helper {
  return () => {
    throw new Error(`Cannot answer ${name}: no rule of the benchmark asks it`);
  };
}
