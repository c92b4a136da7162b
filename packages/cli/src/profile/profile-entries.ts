import type { ContainerProfile, NetworkNeighbor } from '@rulelibrary/schema';

/** The parts of a profile as they are listed, and what each is called. */
export const profileSections = {
  execs: 'executables',
  opens: 'opened paths',
  syscalls: 'system calls',
  capabilities: 'capabilities',
  endpoints: 'HTTP endpoints',
  egress: 'egress',
  ingress: 'ingress',
  rulePolicies: 'rule policies',
} as const satisfies Partial<Record<keyof ContainerProfile, string>>;

export type ProfileSection = keyof typeof profileSections;

/** An entry in columns; the same for entries that mean the same. */
export type EntryColumns = readonly string[];

/** What a part of the profile holds, an entry a row. */
export function entriesOf(profile: ContainerProfile, section: ProfileSection): readonly EntryColumns[] {
  switch (section) {
    case 'execs':
      return (profile.execs ?? []).map(({ path, args }) => [
        path,
        args === undefined ? '(any)' : args.map(quoted).join(' '),
      ]);
    case 'opens':
      return (profile.opens ?? []).map(({ path, flags = [] }) => [path, flags.join(' ')]);
    case 'endpoints':
      return (profile.endpoints ?? []).map(({ endpoint, methods = [], direction = '', headers = {} }) => [
        ...[endpoint, methods.join(' '), direction, Object.values(headers).flat().join(' ')],
      ]);
    case 'egress':
    case 'ingress':
      return (profile[section] ?? []).flatMap(neighborRows);
    case 'rulePolicies':
      return Object.entries(profile.rulePolicies ?? {}).map(([id, { processAllowed = [], containerAllowed }]) => [
        ...[id, containerAllowed ? 'the whole container' : processAllowed.join(' ')],
      ]);
    default:
      return (profile[section] ?? []).map((name) => [name]);
  }
}

/** A row for each address, or for each name that no address is known by. */
function neighborRows({
  dns,
  dnsNames = [],
  ipAddress,
  ipAddresses = [],
  ports = [],
}: NetworkNeighbor): EntryColumns[] {
  const names = [...(dns ? [dns] : []), ...dnsNames];
  const addresses = [...(ipAddress ? [ipAddress] : []), ...ipAddresses];
  const ends = ports.map(({ protocol, port }) => `${protocol}/${port}`).join(' ');
  if (addresses.length === 0) return names.map((name) => ['', '', name]);
  return addresses.map((address) => [address, ends, names.join(' ')]);
}

/** Quoted where the space between arguments could be mistaken for one inside. */
function quoted(arg: string): string {
  return arg === '' || /[\s'"\\]/.test(arg) ? `'${arg}'` : arg;
}
