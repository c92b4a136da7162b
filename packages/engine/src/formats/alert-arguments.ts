import type { EventType } from '@rulelibrary/schema';
import type { Alert } from '../alert.ts';

/** By event type: the argument's name and the field of the event that it stands for. */
const named: { readonly [type in EventType]?: Readonly<Record<string, string>> } = {
  exec: { exec: 'exepath', args: 'args' },
  open: { path: 'path', flags: 'flags' },
  syscall: { syscall: 'syscallName' },
  capabilities: { syscall: 'syscallName', capability: 'capName' },
  dns: { domain: 'name', addresses: 'addresses', protocol: 'proto', port: 'dstPort' },
  network: { ip: 'dstAddr', port: 'dstPort', proto: 'proto' },
  ssh: { dst_ip: 'dstIp', src_port: 'srcPort', dst_port: 'dstPort' },
  symlink: { oldPath: 'oldPath', newPath: 'newPath' },
  hardlink: { oldPath: 'oldPath', newPath: 'newPath' },
  kmod: { syscall: 'syscallName', module: 'module' },
  bpf: { cmd: 'cmd' },
  iouring: { opcode: 'opcode', flags: 'flagsRaw', operation: 'opcodeName' },
};

/** What an alert is about, by the names that Kubescape's consumers know. Nobody computes a checksum of profiles here. */
export function alertArguments({ message, event }: Alert): Readonly<Record<string, unknown>> {
  const names = (event && named[event.eventType]) ?? {};
  const fields = Object.entries(names).map(([argument, field]) => [argument, event?.[field]] as const);
  return { message, apChecksum: '', ...Object.fromEntries(fields.filter(([, value]) => value !== undefined)) };
}
