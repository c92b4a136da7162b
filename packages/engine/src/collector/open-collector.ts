import { existsSync } from 'node:fs';
import { getSystemErrorName } from 'node:util';
import type { EventType } from '@rulelibrary/schema';
import { cgroupRoot } from './cgroup-root.ts';
import { type Collector, createCollector } from './collector.ts';
import { CollectorError } from './collector-error.ts';
import { btfPath } from './features.ts';
import { bpfObjectPath, loadNativeAddon, type NativeAddon, type NativeHandle } from './native-addon.ts';
import { missingPrivileges } from './privileges.ts';
import { isRingSize, ringSizes } from './ring-size.ts';
import { wireTypes } from './wire.ts';

export interface CollectorOptions {
  /** What to collect; default: all. Process events are attached in any case, and delivered only when named here. */
  readonly eventTypes?: Iterable<EventType>;
  /** Size of the ring between kernel and program, bytes: a power of two from 64 KiB to 1 GiB. Default 8 MiB. */
  readonly ringBytes?: number | undefined;
  /** Deliver opens and links that failed, too; rules never see those. Default false. */
  readonly includeFailed?: boolean;
}

/**
 * Loads the BPF programs and attaches them; nothing is pinned, so all of it goes when the process does, however it ends.
 * @throws CollectorError when the machine cannot be watched; RangeError when an option is out of range
 */
export function openCollector(options: CollectorOptions = {}): Collector {
  const { ringBytes = ringSizes.default, includeFailed = false } = options;
  if (!isRingSize(ringBytes)) {
    const range = `from ${ringSizes.minimum} to ${ringSizes.maximum}`;
    throw new RangeError(`Expected a power of two ${range} as ringBytes, got "${ringBytes}"`);
  }
  const wanted = new Set<EventType>(options.eventTypes ?? wireTypes);
  const addon = loadNativeAddon();
  const handle = load(addon, { ringBytes, includeFailed, types: typeMask(wanted) });
  return createCollector({ addon, handle, wanted, ringBytes });
}

interface LoadOptions {
  readonly ringBytes: number;
  readonly includeFailed: boolean;
  /** Bit i: wire type i. */
  readonly types: number;
}

function load(addon: NativeAddon, { ringBytes, includeFailed, types }: LoadOptions): NativeHandle {
  if (!existsSync(btfPath)) {
    throw new CollectorError('no-btf', `Cannot watch this kernel: it has no ${btfPath} (CONFIG_DEBUG_INFO_BTF)`);
  }
  try {
    return addon.open(bpfObjectPath, ringBytes, types, includeFailed, cgroupRoot() ?? '');
  } catch (cause) {
    const { code: errno, message } = cause as NodeJS.ErrnoException;
    const code = getSystemErrorName(-Number(errno));
    const line = message.trim().replaceAll(/\s*\n\s*/g, '; ');
    // EACCES: the verifier refuses what an unprivileged program does. Root refused has no capabilities, in a container.
    const isRefused = code === 'EPERM' || (code === 'EACCES' && process.getuid?.() !== 0);
    if (!isRefused) throw new CollectorError('load-failed', line, { cause });
    throw new CollectorError('no-privilege', `Cannot watch this kernel without ${missingNames()}: ${line}`, { cause });
  }
}

/** Of those without which there is no start. */
function missingNames(): string {
  const names = missingPrivileges().filter(({ without }) => without === undefined);
  return names.map(({ name }) => name).join(' and ') || 'root and its capabilities';
}

function typeMask(wanted: ReadonlySet<EventType>): number {
  return wireTypes.reduce((mask, type, bit) => (wanted.has(type) ? mask | (1 << bit) : mask), 0);
}
