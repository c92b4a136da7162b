import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { CollectorError } from './collector-error.ts';

/** An open collector of the addon; opaque. */
export type NativeHandle = object;

export interface NativeHooks {
  readonly attached: number;
  readonly details: readonly string[];
}

/** native/addon/addon.c as JavaScript sees it. It trusts its arguments: validate before. */
export interface NativeAddon {
  /** The longest record there can be, bytes: room that a batch needs for one more. */
  readonly maxRecordBytes: number;
  /** Throws an Error whose `code` is an errno in decimal. */
  open(objectPath: string, ringBytes: number, types: number, sendFailed: boolean, cgroupPath: string): NativeHandle;
  /** Moves records from the ring into the batch; returns the bytes used. */
  drain(handle: NativeHandle, batch: Uint8Array): number;
  /**
   * Has `onBell` called from the event loop when more waits in the ring than should wait for a timer; and, after `rest`, with
   * the first event. Once a handle.
   */
  listen(handle: NativeHandle, onBell: () => void): void;
  /** The bell is rung by the first event from now on, until the next `drain`; false: something waits already. */
  rest(handle: NativeHandle): boolean;
  /** One record for each process that runs. */
  processes(handle: NativeHandle): Buffer;
  /** Counters of every wire type in turn: seen, filtered, sent, lost (ring), lost (scratch), cut. */
  count(handle: NativeHandle): Float64Array;
  /** How each wire type is watched: bit i of `attached` for type i; its hooks, or why there is none. */
  hooks(handle: NativeHandle): NativeHooks;
  /** From one set of conditions to another at once, see native/addon/filter.h. Takes some milliseconds. */
  setConditions(handle: NativeHandle, rules: Uint8Array, values: Uint8Array, paths: Uint8Array): void;
  /** @param triples a mount namespace, its class (-1: unknown again) and its epoch. Returns how many found no room. */
  setNamespaces(handle: NativeHandle, triples: Int32Array): number;
  /** @param epochs those of unknown namespaces, of system calls and of sockets' peers */
  setEpochs(handle: NativeHandle, epochs: Int32Array): void;
  enableFilter(handle: NativeHandle, isSet: boolean): void;
  close(handle: NativeHandle): void;
  /** Begins to hold executions: native/addon/starts.h. Throws an Error whose `code` is an errno in decimal. */
  openStarts(): NativeHandle;
  /** 0, or an errno. */
  watchProgram(handle: NativeHandle, path: string): number;
  /** Records since the last call. */
  takeStarts(handle: NativeHandle): Buffer | undefined;
  /** Permissions, late ones, lost starts. */
  countStarts(handle: NativeHandle): readonly number[];
  closeStarts(handle: NativeHandle): void;
  /** What was freed, by whatever thread, goes back to the system. */
  trimMemory(): void;
  /** Nanoseconds from CLOCK_BOOTTIME to CLOCK_REALTIME. */
  epochOffset(): bigint;
}

// From src/collector and from dist/collector alike. A package holds a folder for each architecture.
const output = new URL(`../../native/.output/${process.arch}/`, import.meta.url);

/** Path of the compiled BPF programs. */
export const bpfObjectPath: string = fileURLToPath(new URL('collector.bpf.o', output));

/**
 * Loads the addon.
 * @throws CollectorError unsupported-platform, not-built
 */
export function loadNativeAddon(): NativeAddon {
  if (process.platform !== 'linux') {
    throw new CollectorError('unsupported-platform', `Expected Linux, got "${process.platform}"`);
  }
  const path = fileURLToPath(new URL('collector.node', output));
  if (!existsSync(path) || !existsSync(bpfObjectPath)) {
    throw new CollectorError('not-built', `Cannot load the collector: ${path} is not built; run npm run build`);
  }
  try {
    return createRequire(import.meta.url)(path) as NativeAddon;
  } catch (cause) {
    throw new CollectorError('not-built', `Cannot load the collector: ${(cause as Error).message}`, { cause });
  }
}
