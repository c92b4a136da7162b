/** Every event type a rule can name, in the order in which documentation lists them. */
export const eventTypes = [
  'exec',
  'open',
  'procfs',
  'syscall',
  'capabilities',
  'dns',
  'network',
  'ssh',
  'bpf',
  'kmod',
  'symlink',
  'hardlink',
  'ptrace',
  'unshare',
  'iouring',
  'http',
  'randomx',
  'fork',
  'exit',
  'k8s-admission',
] as const;

export type EventType = (typeof eventTypes)[number];

/** The CEL types a field can have; `HttpRequest` and `UserInfo` are the objects of {@link objectTypes}. */
export type FieldType =
  | 'string'
  | 'int'
  | 'uint'
  | 'bool'
  | 'dyn'
  | 'list(string)'
  | 'map(string, string)'
  | 'map(string, list(string))'
  | 'HttpRequest'
  | 'UserInfo'
  | 'list(Ancestor)';

export interface EventField {
  readonly name: string;
  readonly type: FieldType;
  /** The event types whose source fills the field; elsewhere it reads as the zero value of its type. */
  readonly filledFor: 'all' | readonly EventType[];
  /** False: recorded and shown in alerts, but no part of `event` in CEL. */
  readonly inCel: boolean;
  /** One sentence: meaning and unit. */
  readonly doc: string;
}

const node = eventTypes.filter((type) => type !== 'k8s-admission');

/** The one table of event fields: CEL environment, decoder, documentation and JSON Schemas derive from it. */
export const eventFields = [
  field('containerId', 'string', 'all', 'Id of the container; empty on the host'),
  field('containerName', 'string', 'all', 'Name of the container'),
  field('namespace', 'string', 'all', 'Kubernetes namespace of the pod'),
  field('podName', 'string', 'all', 'Name of the pod'),
  field('comm', 'string', 'all', 'Command name of the acting thread, at most 15 bytes'),
  field('pcomm', 'string', 'all', 'Command name of the parent process'),
  field('pid', 'uint', 'all', "Process id (thread group) in the host's pid namespace"),
  field('ppid', 'uint', 'all', "Parent's process id in the host's pid namespace"),
  field('uid', 'uint', 'all', 'Real user id, in the initial user namespace'),
  field(
    'exepath',
    'string',
    ['exec', 'dns', 'bpf', 'kmod', 'symlink', 'hardlink', 'ptrace', 'unshare', 'fork'],
    "The kernel's path of the running executable; memfd:<name> for a memfd",
  ),
  field('args', 'list(string)', ['exec'], 'Argument vector, argv[0] first'),
  field('cwd', 'string', ['exec', 'dns'], 'Working directory at the time of the event'),
  field(
    'upperlayer',
    'bool',
    ['exec', 'bpf', 'kmod', 'symlink', 'hardlink', 'unshare'],
    'The executable lies in the upper layer of an overlay file system: it is not from the image',
  ),
  field('pupperlayer', 'bool', ['exec'], "The parent's executable lies in the upper layer"),
  field('hasTty', 'bool', ['exec'], 'The process has a controlling terminal'),
  field('tty', 'int', ['exec'], 'Device number of the controlling terminal, as in /proc/<pid>/stat; 0 for none'),
  field('ttyMajor', 'uint', ['exec'], 'Major device number of the controlling terminal'),
  field('ttyMinor', 'uint', ['exec'], 'Minor device number of the controlling terminal'),
  field('path', 'string', ['open', 'procfs'], 'Resolved path of the file opened; procfs: the executable'),
  field('flags', 'list(string)', ['open', 'iouring'], 'Names of the flags, such as O_WRONLY'),
  field('flagsRaw', 'int', ['open', 'iouring'], 'The flags as the number that was passed'),
  field('syscallName', 'string', ['syscall', 'capabilities', 'kmod'], 'Name of the system call'),
  field('capName', 'string', ['capabilities'], 'Name of the capability, such as CAP_SYS_ADMIN'),
  field('name', 'string', ['dns'], 'Queried name, with the trailing dot'),
  field('dstIp', 'string', ['dns', 'ssh', 'http'], 'Destination address'),
  field('dstPort', 'int', ['dns', 'ssh', 'http', 'network'], 'Destination port'),
  field('srcPort', 'int', ['dns', 'ssh', 'http'], 'Source port'),
  field('dstAddr', 'string', ['network'], 'Address of the other side'),
  field('pktType', 'string', ['network'], 'OUTGOING or HOST'),
  field('proto', 'string', ['dns', 'network'], 'TCP or UDP'),
  field('cmd', 'uint', ['bpf'], 'Command of bpf(2): 5 is BPF_PROG_LOAD'),
  field('attrSize', 'uint', ['bpf'], 'Size of the attribute union passed, in bytes'),
  field('module', 'string', ['kmod'], 'Path of the module file, else the name the image carries'),
  field('oldPath', 'string', ['symlink', 'hardlink'], 'Absolute path the link points to'),
  field('newPath', 'string', ['symlink', 'hardlink'], 'Absolute path of the link'),
  field('opcode', 'int', ['iouring'], 'Operation code'),
  field('direction', 'string', ['http', 'network'], 'inbound or outbound'),
  field('request', 'HttpRequest', ['http'], 'The HTTP request'),
  field('Kind', 'string', ['k8s-admission'], 'request.kind.kind of the AdmissionReview'),
  field('Name', 'string', ['k8s-admission'], 'request.name'),
  field('Namespace', 'string', ['k8s-admission'], 'request.namespace'),
  field('Resource', 'string', ['k8s-admission'], 'request.resource.resource'),
  field('Subresource', 'string', ['k8s-admission'], 'request.subResource'),
  field('Operation', 'string', ['k8s-admission'], 'request.operation'),
  field('UserInfo', 'UserInfo', ['k8s-admission'], 'request.userInfo'),
  field('Object', 'dyn', ['k8s-admission'], 'request.object'),
  field('OldObject', 'dyn', ['k8s-admission'], 'request.oldObject'),
  field('Options', 'dyn', ['k8s-admission'], 'request.options'),

  recorded('gid', 'uint', node, 'Real group id, in the initial user namespace'),
  recorded('tid', 'uint', node, "Thread id in the host's pid namespace"),
  recorded('startTime', 'string', node, 'Start of the process, RFC 3339 with nanoseconds'),
  recorded('containerPid', 'uint', node, "Process id in the container's pid namespace"),
  recorded('image', 'string', node, 'Image of the container'),
  recorded('imageDigest', 'string', node, 'Digest of the image'),
  recorded('labels', 'map(string, string)', node, 'Labels of the container or pod'),
  recorded('hostName', 'string', node, 'Name of the host'),
  recorded('ancestry', 'list(Ancestor)', node, 'Parents, nearest first'),
  recorded('environment', 'map(string, string)', ['exec'], 'The variables of the dynamic linker only'),
  recorded('error', 'int', node, 'errno of a call that failed; absent when it succeeded'),
  recorded('exitCode', 'int', ['exit'], 'Exit code'),
  recorded('signal', 'int', ['exit'], 'Signal that ended the process'),
  recorded('opcodeName', 'string', ['iouring'], 'Name of the operation code, such as IORING_OP_OPENAT'),
  recorded('ptraceRequest', 'int', ['ptrace'], 'Request of ptrace(2)'),
  recorded('targetPid', 'int', ['ptrace'], 'Process the request names, as the caller numbers it'),
  recorded('unshareFlags', 'int', ['unshare'], 'Flags of unshare(2)'),
  recorded('addresses', 'list(string)', ['dns'], 'Addresses in a DNS answer'),
  recorded('query', 'bool', ['dns'], 'True for a question, false for an answer'),
  recorded('truncated', 'list(string)', node, 'Fields whose value did not fit and is cut'),
] as const;

export type EventFieldName = (typeof eventFields)[number]['name'];

/** The declared object types of fields, with the types of their members. */
export const objectTypes = {
  HttpRequest: {
    headers: 'map(string, list(string))',
    host: 'string',
    method: 'string',
    url: 'string',
    path: 'string',
    body: 'string',
  },
  UserInfo: { Username: 'string', UID: 'string', Groups: 'list(string)' },
} as const satisfies Readonly<Record<string, Readonly<Record<string, FieldType>>>>;

/** Members of the objects in recorded lists, which CEL does not see. */
export const recordedObjectTypes = {
  Ancestor: { pid: 'uint', comm: 'string', exepath: 'string' },
} as const satisfies Readonly<Record<string, Readonly<Record<string, FieldType>>>>;

/** Whether the source of `eventType` fills the field: what `has(event.<name>)` and the editor's hints go by. */
export function isFilledFor(field: EventField, eventType: EventType): boolean {
  return field.filledFor === 'all' || field.filledFor.includes(eventType);
}

/** Keeps name and type as literals, from which `RuntimeEvent` takes the type of each field. */
interface Declared<N extends string, T extends FieldType, C extends boolean> extends EventField {
  readonly name: N;
  readonly type: T;
  readonly inCel: C;
}

function field<const N extends string, const T extends FieldType>(
  name: N,
  type: T,
  filledFor: 'all' | readonly EventType[],
  doc: string,
): Declared<N, T, true> {
  return { name, type, filledFor, inCel: true, doc };
}

function recorded<const N extends string, const T extends FieldType>(
  name: N,
  type: T,
  filledFor: readonly EventType[],
  doc: string,
): Declared<N, T, false> {
  return { name, type, filledFor, inCel: false, doc };
}
