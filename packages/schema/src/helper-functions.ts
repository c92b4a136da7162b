import type { ProfilePart } from './rule.ts';

/** CEL types that occur in helper signatures. */
export type HelperType = 'string' | 'int' | 'uint' | 'bool' | 'list(string)' | 'map(string, string)';

export interface HelperFunction {
  readonly name: string;
  readonly params: readonly HelperType[];
  readonly result: HelperType;
  /** The part of the profile it reads, if any. */
  readonly reads?: ProfilePart;
  readonly doc: string;
}

/** Signatures of the helper functions in rule expressions; the engine gives each its meaning. `cp.` is an alias of `ap.` and `nn.`. */
export const helperFunctions = [
  ap('was_executed', ['string', 'string'], 'execs', 'the executable path was executed, or the pod spec runs it'),
  ap(
    'was_executed_with_args',
    ['string', 'string', 'list(string)'],
    'execs',
    'the path was executed with this argument vector',
  ),
  ap('was_path_opened', ['string', 'string'], 'opens', 'the path was opened'),
  ap(
    'was_path_opened_with_flags',
    ['string', 'string', 'list(string)'],
    'opens',
    'the path was opened with all of these flags',
  ),
  ap('was_path_opened_with_suffix', ['string', 'string'], 'opens', 'some opened path ends so'),
  ap('was_path_opened_with_prefix', ['string', 'string'], 'opens', 'some opened path begins so'),
  ap('was_syscall_used', ['string', 'string'], 'syscalls', 'the system call was used'),
  ap('was_capability_used', ['string', 'string'], 'capabilities', 'the capability was used'),
  ap('was_endpoint_accessed', ['string', 'string'], 'endpoints', 'the HTTP endpoint was accessed'),
  ap(
    'was_endpoint_accessed_with_method',
    ['string', 'string', 'string'],
    'endpoints',
    'the endpoint was accessed with the method',
  ),
  ap(
    'was_endpoint_accessed_with_methods',
    ['string', 'string', 'list(string)'],
    'endpoints',
    'the endpoint was accessed with any of the methods',
  ),
  ap('was_endpoint_accessed_with_prefix', ['string', 'string'], 'endpoints', 'an endpoint begins so'),
  ap('was_endpoint_accessed_with_suffix', ['string', 'string'], 'endpoints', 'an endpoint ends so'),
  ap('was_host_accessed', ['string', 'string'], 'endpoints', 'the host is among the endpoints'),
  nn(
    'was_address_in_egress',
    ['string', 'string'],
    'egressAddresses',
    'the address is in egress: exactly, by CIDR, or *',
  ),
  nn('was_address_in_ingress', ['string', 'string'], 'ingressAddresses', 'the address is in ingress'),
  nn('is_domain_in_egress', ['string', 'string'], 'egressDomains', 'the domain is in egress'),
  nn('is_domain_in_ingress', ['string', 'string'], 'ingressDomains', 'the domain is in ingress'),
  nn(
    'was_address_port_protocol_in_egress',
    ['string', 'string', 'int', 'string'],
    'egressAddresses',
    'address, port and protocol are in egress',
  ),
  nn(
    'was_address_port_protocol_in_ingress',
    ['string', 'string', 'int', 'string'],
    'ingressAddresses',
    'address, port and protocol are in ingress',
  ),
  other(
    'k8s.get_container_mount_paths',
    ['string', 'string', 'string'],
    'list(string)',
    'Mount paths of the container of the pod',
  ),
  other('k8s.is_api_server_address', ['string'], 'bool', "Whether it is one of the API server's addresses"),
  other(
    'k8s.get_container_by_name',
    ['string', 'string', 'string'],
    'bool',
    'Whether the pod has a container of that name',
  ),
  other('parse.get_exec_path', ['list(string)', 'string'], 'string', 'args[0] unless empty, else comm'),
  other(
    'parse.get_exec_path',
    ['list(string)', 'string', 'string'],
    'string',
    'exepath, else args[0] unless empty, else comm',
  ),
  other(
    'net.is_private_ip',
    ['string'],
    'bool',
    'Whether the address is private, loopback, link-local, multicast or reserved',
  ),
  other('process.get_process_env', ['int'], 'map(string, string)', 'Environment of the process; empty when it is gone'),
  other(
    'process.get_process_env',
    ['uint'],
    'map(string, string)',
    'Environment of the process; empty when it is gone',
  ),
  other('process.get_ld_hook_var', ['int'], 'string', 'The dynamic-linker variable that is set, else ""'),
  other('process.get_ld_hook_var', ['uint'], 'string', 'The dynamic-linker variable that is set, else ""'),
] as const satisfies readonly HelperFunction[];

export type HelperName = (typeof helperFunctions)[number]['name'];

function ap<const N extends string>(name: N, params: readonly HelperType[], reads: ProfilePart, doc: string) {
  return {
    name: `ap.${name}` as const,
    params,
    result: 'bool',
    reads,
    doc: `Whether, by the profile, ${doc}`,
  } as const;
}

function nn<const N extends string>(name: N, params: readonly HelperType[], reads: ProfilePart, doc: string) {
  return {
    name: `nn.${name}` as const,
    params,
    result: 'bool',
    reads,
    doc: `Whether, by the profile, ${doc}`,
  } as const;
}

function other<const N extends string>(name: N, params: readonly HelperType[], result: HelperType, doc: string) {
  return { name, params, result, doc } as const;
}
