import type { ContainerProfile, ProfilePart, RulePolicy, RuntimeEvent } from '@rulelibrary/schema';
import { createNetHelpers } from '../helpers/net.ts';
import { getExecPath } from '../helpers/parse.ts';
import { BoundedNames } from './bounded-names.ts';
import type { Addition } from './collapse-tree.ts';
import { createEndpointRecorder } from './record-endpoints.ts';
import { createExecRecorder } from './record-execs.ts';
import { createNeighborRecorder } from './record-neighbors.ts';
import { createOpenRecorder } from './record-opens.ts';

/** What one recording holds at most; a container may be made to do ever new things only to fill it. */
export interface RecordingLimits {
  /** Files and directories. */
  readonly opens: number;
  /** Executables and arguments. */
  readonly execs: number;
  /** Parts of paths. */
  readonly endpoints: number;
  /** Each way. */
  readonly addresses: number;
  readonly domains: number;
}

export const defaultLimits: RecordingLimits = {
  opens: 20_000,
  execs: 10_000,
  endpoints: 5_000,
  addresses: 1_000,
  domains: 1_000,
};

/** More than kernels have. */
const maxSyscalls = 1_000;
const maxCapabilities = 100;
const maxCommands = 100;
const maxPolicies = 1_000;

/** What the profile file says of a container, without its state. */
export type RecordedParts = Omit<ContainerProfile, 'status' | 'completion' | 'coverage' | 'name'>;

/** What one container was seen to do, as far as it has room. */
export interface Recording {
  /** The event is read during the call only. @param triggered ids of the policy rules that it triggers */
  observe(event: RuntimeEvent, triggered: readonly string[]): void;
  /** Takes on what was recorded before. */
  restore(parts: RecordedParts): void;
  parts(): RecordedParts;
  /** Grows with everything new. */
  readonly changes: number;
  /** Parts of which something had no room. */
  readonly dropped: ReadonlySet<ProfilePart>;
}

/** @param onDropped told of everything that had no room */
export function createRecording(
  limits: RecordingLimits = defaultLimits,
  onDropped: (part: ProfilePart) => void = () => {},
): Recording {
  const execs = createExecRecorder(limits.execs);
  const opens = createOpenRecorder(limits.opens);
  const endpoints = createEndpointRecorder(limits.endpoints);
  const syscalls = new BoundedNames(maxSyscalls);
  const capabilities = new BoundedNames(maxCapabilities);
  const { isPrivateIp: isPrivate } = createNetHelpers();
  const neighborLimits = { maxAddresses: limits.addresses, maxDomains: limits.domains, isPrivate };
  const egress = createNeighborRecorder(neighborLimits);
  const ingress = createNeighborRecorder(neighborLimits);
  const policies = new Map<string, BoundedNames>();
  /** By a person's hand only. */
  const allowedToAll = new Set<string>();
  const dropped = new Set<ProfilePart>();
  let changes = 0;

  const note = (part: ProfilePart, addition: Addition): void => {
    if (addition === 'new') changes += 1;
    else if (addition === 'no-room') {
      if (!dropped.has(part)) changes += 1;
      dropped.add(part);
      onDropped(part);
    }
  };

  function observeType(event: RuntimeEvent): void {
    switch (event.eventType) {
      case 'exec':
        note('execs', execs.add(getExecPath(event.args ?? [], event.comm ?? '', event.exepath), event.args));
        return;
      case 'procfs':
        if (event.path) note('execs', execs.add(event.path, event.args));
        return;
      case 'open':
        note('opens', opens.add(event.path ?? '', event.flags ?? []));
        return;
      case 'syscall':
        if (event.syscallName) note('syscalls', syscalls.add(event.syscallName));
        return;
      case 'capabilities':
        if (event.capName) note('capabilities', capabilities.add(event.capName));
        return;
      case 'network':
        observeNetwork(event);
        return;
      case 'dns':
        note('egressDomains', egress.addDomain(event.name ?? ''));
        if (event.query === false) egress.resolve(event.name ?? '', event.addresses ?? []);
        return;
      case 'http':
        observeHttp(event);
        return;
      default:
    }
  }

  function observeNetwork({ dstAddr = '', dstPort = 0, proto = '', pktType, direction }: RuntimeEvent): void {
    const isEgress = (pktType ?? (direction === 'inbound' ? 'HOST' : 'OUTGOING')) === 'OUTGOING';
    const addition = (isEgress ? egress : ingress).addAddress(dstAddr, dstPort, proto);
    note(isEgress ? 'egressAddresses' : 'ingressAddresses', addition);
  }

  function observeHttp({ request, dstIp, dstPort, direction }: RuntimeEvent): void {
    if (request === undefined || dstPort === undefined) return;
    const { path = '', method = '', host } = request;
    const isOutbound = direction !== 'inbound';
    const access = {
      ...{ port: dstPort, path: path.split(/[?#]/, 1)[0] ?? '', method, host },
      direction: isOutbound ? 'outbound' : 'inbound',
      internal: isOutbound && dstIp ? isPrivate(dstIp) : undefined,
    } as const;
    note('endpoints', endpoints.add(access));
  }

  function allow(ruleId: string, comm: string): void {
    const known = policies.get(ruleId);
    if (known === undefined && policies.size >= maxPolicies) return;
    const commands = known ?? new BoundedNames(maxCommands);
    policies.set(ruleId, commands);
    if (commands.add(comm) === 'new') changes += 1;
  }

  function policyOf(id: string): [string, RulePolicy] {
    const processAllowed = policies.get(id)?.list() ?? [];
    return [
      id,
      { ...(processAllowed.length > 0 && { processAllowed }), ...(allowedToAll.has(id) && { containerAllowed: true }) },
    ];
  }

  return {
    observe(event, triggered) {
      observeType(event);
      if (event.comm) for (const ruleId of triggered) if (/^R\d{4}$/.test(ruleId)) allow(ruleId, event.comm);
    },
    restore(parts) {
      execs.restore(parts.execs ?? []);
      opens.restore(parts.opens ?? []);
      endpoints.restore(parts.endpoints ?? []);
      for (const name of parts.syscalls ?? []) syscalls.add(name);
      for (const name of parts.capabilities ?? []) capabilities.add(name);
      egress.restore(parts.egress ?? []);
      ingress.restore(parts.ingress ?? []);
      for (const [id, { processAllowed = [], containerAllowed = false }] of Object.entries(parts.rulePolicies ?? {})) {
        for (const comm of processAllowed) allow(id, comm);
        if (containerAllowed) allowedToAll.add(id);
      }
    },
    parts: () => ({
      capabilities: capabilities.list(),
      syscalls: syscalls.list(),
      execs: execs.list(),
      opens: opens.list(),
      endpoints: endpoints.list(),
      rulePolicies: Object.fromEntries([...new Set([...policies.keys(), ...allowedToAll])].sort().map(policyOf)),
      egress: egress.list(),
      ingress: ingress.list(),
    }),
    get changes() {
      return changes;
    },
    dropped,
  };
}
