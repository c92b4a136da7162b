import { type Ancestor, formatTimestamp, type RuntimeEvent } from '@rulelibrary/schema';
import { contextFields } from '../contexts/context-fields.ts';
import type { ContextInfo } from '../contexts/context-info.ts';
import type { BootClock } from './boot-clock.ts';
import { capabilityName } from './capability-name.ts';
import { cgroupPaths } from './cgroups-text.ts';
import type { ContainerLookup } from './container-lookup.ts';
import { iouringOpcodeName, submissionFlagNames } from './iouring-names.ts';
import { moduleName } from './modinfo.ts';
import { openFlagNames } from './open-flags.ts';
import { type Flow, readFlow } from './packets/flow.ts';
import type { PacketFields } from './packets/packet-reader.ts';
import type { ProcessNode, ProcessTree } from './process-tree.ts';
import type { RecordView } from './record-view.ts';
import { resolveLinkTarget, resolvePath } from './resolve-path.ts';
import { syscallName } from './syscalls/syscall-name.ts';
import { cgroupsText, exepathText, flowTypes, textFields, type WireType, wire, wireFlags } from './wire.ts';

/** Where a view gets what the record itself does not hold. */
export interface EventSources {
  readonly clock: BootClock;
  readonly tree: ProcessTree;
  readonly containers: ContainerLookup;
  readonly hostName: string;
}

const isLayerKnown: ReadonlySet<WireType> = new Set(['exec', 'bpf', 'kmod', 'symlink', 'hardlink', 'unshare']);

const emptyPathFlag = 0x1000; // AT_EMPTY_PATH of linkat(2), include/uapi/linux/fcntl.h

/**
 * The event at a record: each field is decoded when it is read, and again only when it is a list or a text read twice.
 *
 * One view serves a whole batch. It is valid until the next event; `toRecord` copies it.
 */
export class EventView implements RuntimeEvent {
  readonly #record: RecordView;
  readonly #sources: EventSources;
  readonly #texts: (string | undefined)[] = [];
  #flags: readonly string[] | undefined;
  #flow: Flow | undefined;
  #packet: PacketFields | undefined;
  #info: ContextInfo | undefined;

  constructor(record: RecordView, sources: EventSources) {
    this.#record = record;
    this.#sources = sources;
  }

  /** Forgets what was decoded: the record underneath has moved. */
  reset(): void {
    this.#texts.length = 0;
    this.#flags = undefined;
    this.#flow = undefined;
    this.#packet = undefined;
    this.#info = undefined;
  }

  /** Takes on where it happened. */
  locate(info: ContextInfo | undefined): void {
    this.#info = info;
  }

  /** Takes on what the payload said: a record may hold several events. */
  describe(packet: PacketFields): void {
    this.#packet = packet;
  }

  /** What the packet or connection says of itself; undefined for the types that are about none. */
  get flow(): Flow | undefined {
    if (!flowTypes.has(this.#record.type)) return undefined;
    this.#flow ??= readFlow(this.#record.bytes(0));
    return this.#flow;
  }

  get eventType(): WireType {
    return this.#record.type;
  }
  get timestamp(): string {
    return formatTimestamp(this.#record.exactNs(wire.bootNs) + this.#sources.clock.offsetNs);
  }
  get timestampMs(): number {
    return this.#record.bootNs / 1e6 + this.#sources.clock.offsetMs;
  }
  get mntns(): number {
    return this.#record.word(wire.mntns);
  }
  get pid(): number {
    return this.#record.word(wire.pid);
  }
  get tid(): number {
    return this.#record.word(wire.tid);
  }
  get execMntns(): number | undefined {
    return this.#process?.execMntns;
  }
  get cgroups(): string | undefined {
    const text = cgroupsText[this.#record.type];
    return text === undefined ? undefined : cgroupPaths(this.#text(text));
  }
  get ppid(): number {
    return this.#record.word(wire.ppid);
  }
  get uid(): number {
    return this.#record.word(wire.uid);
  }
  get gid(): number {
    return this.#record.word(wire.gid);
  }
  get containerPid(): number | undefined {
    const pid = this.#record.word(wire.containerPid);
    // The same number in both namespaces says something of a process in a container only.
    return pid === this.pid && this.containerId === undefined ? undefined : pid;
  }
  get comm(): string {
    return this.#record.comm(wire.comm);
  }
  get pcomm(): string {
    return this.#record.comm(wire.pcomm);
  }
  get startTime(): string {
    return formatTimestamp(this.#record.exactNs(wire.startBootNs) + this.#sources.clock.offsetNs);
  }
  get hostName(): string {
    return this.#sources.hostName;
  }
  get containerId(): string | undefined {
    if (this.#info !== undefined) return contextFields.containerId(this.#info);
    return this.#sources.containers.containerId(this.mntns, this.pid);
  }
  get containerName(): string | undefined {
    return this.#info && contextFields.containerName(this.#info);
  }
  get namespace(): string | undefined {
    return this.#info && contextFields.namespace(this.#info);
  }
  get podName(): string | undefined {
    return this.#info && contextFields.podName(this.#info);
  }
  get image(): string | undefined {
    return this.#info && contextFields.image(this.#info);
  }
  get imageDigest(): string | undefined {
    return this.#info && contextFields.imageDigest(this.#info);
  }
  get labels(): Readonly<Record<string, string>> | undefined {
    return this.#info && contextFields.labels(this.#info);
  }
  get error(): number | undefined {
    return this.#record.signed(wire.error) || undefined;
  }
  get truncated(): readonly string[] | undefined {
    const { cut, type } = this.#record;
    const fields = cut === 0 ? [] : textFields[type].filter((_, index) => cut & (1 << index));
    if (type !== 'exec' && this.#process?.argsCut) fields.push('args');
    return fields.length === 0 ? undefined : [...new Set(fields)];
  }

  /** Parents, nearest first. */
  get ancestry(): readonly Ancestor[] {
    const { ppid } = this;
    const lineage = this.#sources.tree.lineage(ppid);
    // Its start was lost, or it is older than the tree: its name came with the event.
    return lineage.length > 0 || ppid === 0 ? lineage : [{ pid: ppid, comm: this.pcomm, exepath: '' }];
  }

  get exepath(): string | undefined {
    const text = exepathText[this.#record.type];
    return text === undefined ? this.#process?.exepath : this.#text(text);
  }
  get args(): readonly string[] | undefined {
    return this.#record.type === 'exec' ? splitVector(this.#text(0)) : this.#process?.args;
  }
  get cwd(): string | undefined {
    if (this.#record.type === 'exec') return this.#text(4);
    return this.#record.type === 'procfs' ? this.#text(1) : this.#process?.cwd;
  }
  /** The dynamic linker's variables only: the rest of an environment is nobody's business. */
  get environment(): Readonly<Record<string, string>> | undefined {
    return this.#record.type === 'exec' ? linkerVariables(splitVector(this.#text(1))) : undefined;
  }
  get upperlayer(): boolean | undefined {
    return isLayerKnown.has(this.#record.type) ? this.#hasFlag(wireFlags.upperLayer) : undefined;
  }
  get pupperlayer(): boolean | undefined {
    return this.#record.type === 'exec' ? this.#hasFlag(wireFlags.parentUpperLayer) : undefined;
  }
  get hasTty(): boolean | undefined {
    return this.#record.type === 'exec' ? this.#hasFlag(wireFlags.hasTty) : undefined;
  }
  get ttyMajor(): number | undefined {
    return this.#numberOf('exec', 0);
  }
  get ttyMinor(): number | undefined {
    return this.#numberOf('exec', 1);
  }
  get tty(): number | undefined {
    const { ttyMajor, ttyMinor } = this;
    if (ttyMajor === undefined || ttyMinor === undefined) return undefined;
    // new_encode_dev, include/linux/kdev_t.h
    return (ttyMinor & 0xff) | (ttyMajor << 8) | ((ttyMinor & ~0xff) << 12);
  }

  get path(): string | undefined {
    if (this.#record.type === 'procfs') return this.#text(0);
    if (this.#record.type !== 'open') return undefined;
    if (this.error === undefined && !this.#hasFlag(wireFlags.unresolved)) return this.#text(1);
    const given = this.#text(0);
    return given === '' ? '' : resolvePath(this.#text(1), given);
  }
  get flagsRaw(): number | undefined {
    if (this.#record.type !== 'iouring') return this.#numberOf('open', 0);
    const value = this.#record.number(1);
    return value < 0 ? undefined : value;
  }
  get flags(): readonly string[] | undefined {
    const value = this.flagsRaw;
    if (value === undefined) return undefined;
    this.#flags ??= this.#record.type === 'open' ? openFlagNames(value) : submissionFlagNames(value);
    return this.#flags;
  }

  get newPath(): string | undefined {
    if (this.#record.type === 'symlink') return resolvePath(this.#text(3), this.#text(1));
    if (this.#record.type === 'hardlink') return resolvePath(this.#text(4), this.#text(1));
    return undefined;
  }
  get oldPath(): string | undefined {
    if (this.#record.type === 'symlink') return resolveLinkTarget(this.newPath as string, this.#text(0));
    if (this.#record.type !== 'hardlink') return undefined;
    const given = this.#text(0);
    const isDescriptor = given === '' && this.#record.number(0) & emptyPathFlag;
    return isDescriptor ? this.#text(3) : resolvePath(this.#text(3), given);
  }

  get cmd(): number | undefined {
    return this.#numberOf('bpf', 0);
  }
  get attrSize(): number | undefined {
    return this.#numberOf('bpf', 1);
  }
  get syscallName(): string | undefined {
    switch (this.#record.type) {
      case 'kmod':
        return this.#record.number(0) === 1 ? 'finit_module' : 'init_module';
      case 'syscall':
        return syscallName(this.#record.number(0), this.#record.number(1) === 1);
      case 'capabilities':
        // Outside of any call, as in a page fault.
        if (this.#record.number(1) < 0) return undefined;
        return syscallName(this.#record.number(1), this.#record.number(2) === 1);
      default:
        return undefined;
    }
  }
  get capName(): string | undefined {
    return this.#record.type === 'capabilities' ? capabilityName(this.#record.number(0)) : undefined;
  }
  get module(): string | undefined {
    if (this.#record.type !== 'kmod') return undefined;
    return this.#record.number(0) === 1 ? this.#text(2) : moduleName(this.#text(0));
  }
  get opcode(): number | undefined {
    return this.#numberOf('iouring', 0);
  }
  get opcodeName(): string | undefined {
    const { opcode } = this;
    return opcode === undefined ? undefined : iouringOpcodeName(opcode);
  }
  get ptraceRequest(): number | undefined {
    return this.#numberOf('ptrace', 0);
  }
  get targetPid(): number | undefined {
    return this.#numberOf('ptrace', 1);
  }
  get unshareFlags(): number | undefined {
    return this.#numberOf('unshare', 0);
  }
  get exitCode(): number | undefined {
    return this.#numberOf('exit', 0);
  }
  get signal(): number | undefined {
    return this.#numberOf('exit', 1);
  }

  get proto(): string | undefined {
    const { type } = this.#record;
    return type === 'network' || type === 'dns' ? this.flow?.proto : undefined;
  }
  get direction(): string | undefined {
    const { type } = this.#record;
    if (type !== 'network' && type !== 'http') return undefined;
    return this.flow?.isOutgoing ? 'outbound' : 'inbound';
  }
  get pktType(): string | undefined {
    if (this.#record.type !== 'network') return undefined;
    return this.flow?.isOutgoing ? 'OUTGOING' : 'HOST';
  }
  get dstAddr(): string | undefined {
    return this.#record.type === 'network' ? this.flow?.remoteAddress : undefined;
  }
  get dstIp(): string | undefined {
    if (this.#record.type === 'network') return undefined;
    return this.#isToUs ? this.flow?.localAddress : this.flow?.remoteAddress;
  }
  get dstPort(): number | undefined {
    return this.#isToUs ? this.flow?.localPort : this.flow?.remotePort;
  }
  get srcPort(): number | undefined {
    if (this.#record.type === 'network') return undefined;
    return this.#isToUs ? this.flow?.remotePort : this.flow?.localPort;
  }
  get name(): string | undefined {
    return this.#packet?.name;
  }
  get query(): boolean | undefined {
    return this.#packet?.query;
  }
  get addresses(): readonly string[] | undefined {
    return this.#packet?.addresses;
  }
  get request(): RuntimeEvent['request'] {
    return this.#packet?.request;
  }

  /**
   * Whether the destination is ours: a connection or a request that came in. A DNS answer and either banner of ssh are told
   * as their questions and their clients would be: the destination is the other side.
   */
  get #isToUs(): boolean {
    const { type } = this.#record;
    return (type === 'network' || type === 'http') && this.flow?.isOutgoing === false;
  }

  /** The acting process as the tree knows it, unless another has its pid by now. */
  get #process(): ProcessNode | undefined {
    const node = this.#sources.tree.get(this.pid);
    return node?.startBootNs === this.#record.startBootNs ? node : undefined;
  }

  #text(index: number): string {
    let text = this.#texts[index];
    if (text === undefined) {
      text = this.#record.text(index);
      this.#texts[index] = text;
    }
    return text;
  }

  #numberOf(type: WireType, index: number): number | undefined {
    return this.#record.type === type ? this.#record.number(index) : undefined;
  }

  #hasFlag(flag: number): boolean {
    return (this.#record.flags & flag) !== 0;
  }
}

/** Arguments and variables come as one text, each ended by NUL; a cut one lacks its last NUL. */
function splitVector(text: string): string[] {
  if (text === '') return [];
  return (text.endsWith('\0') ? text.slice(0, -1) : text).split('\0');
}

/** Undefined when none is set. As for the linker, the first of a name counts. */
function linkerVariables(entries: readonly string[]): Record<string, string> | undefined {
  const variables: Record<string, string> = {};
  for (const entry of entries) {
    if (!entry.startsWith('LD_')) continue;
    const [name] = entry.split('=', 1) as [string];
    variables[name] ??= entry.slice(name.length + 1);
  }
  return Object.keys(variables).length > 0 ? variables : undefined;
}
