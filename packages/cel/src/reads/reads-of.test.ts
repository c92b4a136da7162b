import { describe, expect, it } from 'vitest';
import { readsOf } from './reads-of.ts';

/** Each field with the text that stands at its place. */
function fieldsOf(source: string): string[] {
  return readsOf(source).fields.map(({ name, start, end }) => `${name} ${source.slice(start, end)}`);
}

/** Part and alternatives of the one call that asks a profile: `opens: prefix /etc/ or suffix /token`. */
function demandOf(source: string): string {
  const [profile, ...more] = readsOf(source).calls.flatMap((call) => call.profile ?? []);
  expect(more).toEqual([]);
  if (profile === undefined) return 'none';
  const alternatives = profile.alternatives.map(
    (patterns) => patterns.map(({ kind, text }) => `${kind} ${text}`).join(', ') || 'nothing',
  );
  return `${profile.part}: ${alternatives.join(' or ') || 'all'}`;
}

describe('the fields an expression reads', () => {
  it.each([
    ["event.path.startsWith('/etc') && event.uid == 0u", ['path path', 'uid uid']],
    ['has(event.path)', ['path path']],
    ['http.request.method', ['request request']],
    ['[event.comm].exists(e, e == event.pcomm)', ['comm comm', 'pcomm pcomm']],
    ['event.nothing', ['nothing nothing']],
    ['[{"path": 1}].exists(event, event.path == 1)', []],
    ['[{"path": 1}].exists(event, .event.path == 1)', ['path path']],
    ["{'a': event.pid}[event.comm] ? event.a : -event.b", ['pid pid', 'comm comm', 'a a', 'b b']],
    ['true', []],
  ])('%s', (source, fields) => {
    expect(fieldsOf(source)).toEqual(fields);
  });

  it.each([
    ["eventType == 'exec' && event.path == ''", ['exec']],
    ["event.path == '' && 'a' == 'b' && eventType in ['open', 'procfs']", ['open', 'procfs']],
    ["eventType == 'exec' ? 'a' : eventType == 'open' ? event.path : ''", ['open']],
    ["!(eventType != 'open') && event.path == ''", ['open']],
    ["eventType == 'open' ? event.path : ''", ['open']],
    [".eventType == 'open' && event.path == ''", ['open']],
    ["eventType == 'open' && event.comm == 'a' ? event.path : ''", ['open']],
    ["eventType == 'exec' && eventType == 'open' && event.path == ''", []],
  ])('%s can be reached on %j only', (source, types) => {
    expect(
      readsOf(source)
        .fields.map(({ eventTypes }) => eventTypes)
        .at(-1),
    ).toEqual(types);
  });

  it.each(["eventType == 'open' || event.path == ''", "eventType != 'open' ? event.path : ''"])(
    '%s can be reached on all types but open',
    (source) => {
      const [types] = readsOf(source).fields.map(({ eventTypes }) => eventTypes);
      expect(types).toContain('exec');
      expect(types).not.toContain('open');
    },
  );

  it.each([
    "(eventType == 'open' && event.comm == 'a') || event.path == ''",
    "(eventType == 'open' || event.comm == 'a') && event.path == ''",
    "['open'].exists(eventType, eventType == 'open' && event.path == '')",
  ])('%s can be reached on every type', (source) => {
    expect(readsOf(source).fields.at(-1)?.eventTypes).toContain('exec');
  });
});

describe('the calls an expression makes', () => {
  it('are listed with their literal arguments and places', () => {
    const source = "true && ap.was_syscall_used(event.containerId, 'bpf')";
    const [call] = readsOf(source).calls;
    expect(call).toMatchObject({ name: 'ap.was_syscall_used', args: [undefined, ['bpf']] });
    expect(source.slice(call?.start, call?.end)).toBe("ap.was_syscall_used(event.containerId, 'bpf')");
  });

  it('are no methods of a variable', () => {
    expect(readsOf("['x'].exists(ap, ap.was_executed('', ''))").calls).toEqual([]);
  });
});

const opened = '!ap.was_path_opened(event.containerId, event.path)';

describe('what a call asks of the profile', () => {
  it.each([
    ["ap.was_path_opened_with_suffix(event.containerId, '/token')", 'opens: suffix /token'],
    ["ap.was_path_opened_with_prefix(event.containerId, '/etc/')", 'opens: prefix /etc/'],
    ["ap.was_path_opened_with_flags(event.containerId, '/etc/a', event.flags)", 'opens: exact /etc/a'],
    ["ap.was_syscall_used(event.containerId, 'bpf')", 'syscalls: exact bpf'],
    ["cp.was_capability_used(event.containerId, 'SYS_ADMIN')", 'capabilities: exact SYS_ADMIN'],
    ["ap.was_endpoint_accessed_with_prefix(event.containerId, ':80/a')", 'endpoints: prefix :80/a'],
    ["ap.was_host_accessed(event.containerId, 'example.com')", 'endpoints: all'],
    ['nn.was_address_in_egress(event.containerId, event.dstAddr)', 'egressAddresses: all'],
    ["cp.is_domain_in_ingress(event.containerId, 'a.')", 'ingressDomains: exact a.'],
    ["nn.was_address_port_protocol_in_ingress(event.containerId, '::1', 1, 'TCP')", 'ingressAddresses: exact ::1'],
    ["ap.was_executed(event.containerId, '/bin/a')", 'execs: exact /bin/a'],
    ["ap.was_executed(event.containerId, 'a')", 'execs: all'],
    ["ap.was_path_opened_with_prefix(event.containerId, '')", 'opens: all'],
    ['net.is_private_ip(event.dstAddr)', 'none'],
  ])('%s: %s', (source, demand) => {
    expect(demandOf(source)).toBe(demand);
  });

  it.each([
    ["event.path.startsWith('/etc/shadow')", 'prefix /etc/shadow'],
    ["(event.path.startsWith('/a') || event.path.startsWith('/b'))", 'prefix /a, prefix /b'],
    ["event.path == '/etc/ld.so.preload'", 'exact /etc/ld.so.preload'],
    ["'/etc/ld.so.preload' == event.path", 'exact /etc/ld.so.preload'],
    ["event.path in ['/a', '/b']", 'exact /a, exact /b'],
    [".event.path == '/a'", 'exact /a'],
    ["event.path.contains('secret')", 'contains secret'],
    ["event.path.startsWith('/proc/') && event.path.endsWith('/environ')", 'prefix /proc/ or suffix /environ'],
    [
      "['/a', '/b'].exists(p, event.path == p || event.path.startsWith(p + '/'))",
      'exact /a, exact /b, prefix /a/, prefix /b/',
    ],
    ["!(event.path != '/a' && !event.path.startsWith('/b'))", 'exact /a, prefix /b'],
    ["event.comm == 'a'", 'all'],
    ["!event.path.startsWith('/a')", 'all'],
    ["event.path != '/a'", 'all'],
    ["!(event.path in ['/a'])", 'all'],
    ["event.path == ''", 'all'],
    ["(event.path == '/a' || event.comm == 'a')", 'all'],
    ["event.path.startsWith('')", 'all'],
    ['event.path in []', 'all'],
    ["['/a'].all(p, event.path.startsWith(p))", 'all'],
    ['[event.comm].exists(p, event.path.startsWith(p))', 'all'],
    ["event.oldPath.startsWith('/a')", 'all'],
  ])('where %s holds: opens: %s', (guard, demand) => {
    expect(demandOf(`${guard} && ${opened}`)).toBe(`opens: ${demand}`);
    expect(demandOf(`${opened} && ${guard}`)).toBe(`opens: ${demand}`);
    expect(demandOf(`!(${guard}) || ${opened}`)).toBe(`opens: ${demand}`);
    expect(demandOf(`${guard} ? ${opened} : false`)).toBe(`opens: ${demand}`);
  });

  it.each([
    ["['/a', '/b'].exists(p, !ap.was_path_opened(event.containerId, p))", 'opens: exact /a, exact /b'],
    ["event.args.exists(a, a.startsWith('/a') && !ap.was_path_opened(event.containerId, a))", 'opens: prefix /a'],
    [
      "event.args.exists(a, a.startsWith('/a')) && event.args.exists(a, ap.was_path_opened(event.containerId, a))",
      'opens: all',
    ],
    ["event.path.startsWith('/a') && ap.was_path_opened_with_suffix(event.containerId, event.path)", 'opens: all'],
    ["http.request.path == '/a' && ap.was_path_opened(event.containerId, event.request.path)", 'opens: exact /a'],
    ["event.path == '/a' || !ap.was_path_opened(event.containerId, event.path)", 'opens: all'],
  ])('%s: %s', (source, demand) => {
    expect(demandOf(source)).toBe(demand);
  });
});

it('refuses what is no expression, with the place', () => {
  expect(() => readsOf('event.path ==')).toThrow(expect.objectContaining({ code: 'syntax', start: 13 }));
});
