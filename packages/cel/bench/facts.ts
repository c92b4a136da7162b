/** What the helper functions answer from, the same in every engine. */
export interface Facts {
  /** By container id. */
  readonly profiles: Readonly<Record<string, ProfileFacts>>;
  readonly apiServerAddresses: readonly string[];
  readonly privateAddresses: readonly string[];
  /** By container name. */
  readonly mounts: Readonly<Record<string, readonly string[]>>;
  /** By pid: the variable of the dynamic linker that is set. */
  readonly hookVariables: Readonly<Record<string, string>>;
}

export interface ProfileFacts {
  readonly execs: readonly { readonly path: string; readonly args: readonly string[] }[];
  readonly opens: readonly { readonly path: string; readonly flags: readonly string[] }[];
  /** The last components of the opened paths. */
  readonly openSuffixes: readonly string[];
  readonly syscalls: readonly string[];
  readonly capabilities: readonly string[];
  readonly addresses: readonly string[];
  readonly domains: readonly string[];
}

/** A web server's profile: 50 executables, 200 files, 60 system calls, 20 neighbours. */
const web: ProfileFacts = {
  execs: [
    { path: '/usr/bin/dash', args: ['sh', '-c', 'exec nginx'] },
    { path: '/usr/bin/curl', args: ['curl', '-s', 'http://inventory:8080/health'] },
    ...numbered(48, (n) => ({ path: `/usr/bin/tool-${n}`, args: [`tool-${n}`, '--once'] })),
  ],
  opens: [
    { path: '/etc/nginx/nginx.conf', flags: ['O_RDONLY', 'O_CLOEXEC'] },
    ...numbered(199, (n) => ({ path: `/usr/share/nginx/html/page-${n}.html`, flags: ['O_RDONLY', 'O_NONBLOCK'] })),
  ],
  openSuffixes: ['/nginx.conf', ...numbered(199, (n) => `/page-${n}.html`)],
  syscalls: ['openat', 'read', 'write', 'accept4', ...numbered(56, (n) => `call_${n}`)],
  capabilities: ['CAP_NET_BIND_SERVICE', 'CAP_SETUID', 'CAP_SETGID'],
  addresses: numbered(20, (n) => `10.96.14.${n}`),
  domains: numbered(20, (n) => `service-${n}.example.com.`),
};

export const facts: Facts = {
  profiles: {
    '3f1c9a7e5b20': web,
    '8d42e6c01b97': web,
    '5ac7d3f10e44': { ...web, syscalls: [...web.syscalls, 'io_uring_setup', 'io_uring_enter'] },
  },
  apiServerAddresses: ['10.96.0.1', '192.0.2.10', '192.0.2.11'],
  privateAddresses: ['10.96.0.1', ...web.addresses],
  mounts: {
    web: ['/etc/nginx/conf.d', '/var/cache/nginx', '/var/run/secrets/kubernetes.io/serviceaccount'],
    report: ['/data', '/var/run/secrets/kubernetes.io/serviceaccount'],
  },
  hookVariables: { 7168: 'LD_PRELOAD' },
};

function numbered<Entry>(count: number, entry: (number: number) => Entry): Entry[] {
  return Array.from({ length: count }, (_, index) => entry(index + 1));
}
