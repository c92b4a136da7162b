import type { EventType } from '@rulelibrary/schema';
import { createBootClock } from '../../src/collector/boot-clock.ts';
import { createContainerLookup } from '../../src/collector/container-lookup.ts';
import { hostMntns } from '../../src/collector/host-mntns.ts';
import { createProcessTree } from '../../src/collector/process-tree.ts';
import { createPumpCounts, createRecordPump } from '../../src/collector/record-pump.ts';
import { wireTypes } from '../../src/collector/wire.ts';
import { toRecord } from '../../src/copy-event.ts';
import { batches } from '../corpus/records.ts';
import { inspect } from '../inspect.ts';
import type { Target } from '../target.ts';

const wanted = new Set<EventType>(wireTypes);
const epochNs = 1_700_000_000_000_000_000n;
// What one event may hold of others: its parents, the arguments of its process.
const perRecord = 64 * 1024;
const perByte = 64;

/** A batch, as the addon fills it: at the beginning of a memory that still holds an earlier one. */
export const ringTarget: Target = {
  name: 'ring',
  corpus: batches,
  look: (bytes) =>
    inspect(bytes, readBatch, { maxOutput: perRecord + (bytes.length / 136 + 1) * 1024 + perByte * bytes.length }),
};

/** Everything that listeners could read. */
function readBatch(placed: Buffer): unknown {
  const memory = withOldBatch(placed);
  const counts = createPumpCounts();
  const tree = createProcessTree({ maxNodes: 64 });
  const containers = createContainerLookup(1, () => '');
  const sources = { clock: createBootClock(() => epochNs), tree, containers, hostName: 'host' };
  const events: unknown[] = [];
  const errors: unknown[] = [];
  const delivery = {
    onEvent: (event: Parameters<typeof toRecord>[0]) => events.push(toRecord(event)),
    onError: (error: unknown) => errors.push(error),
  };
  createRecordPump(memory, { sources, wanted, counts }).pump(placed.length, delivery);
  for (const error of errors) if (!isDeclared(error)) throw error;
  if (counts.undecodable !== errors.length)
    throw new Error(`Expected ${errors.length} to be counted, got ${counts.undecodable}`);
  return [events, counts, hostMntns(memory.subarray(0, placed.length & ~7))];
}

/** Memory that begins at a multiple of 8, with what is around the bytes behind them. */
function withOldBatch(placed: Buffer): Buffer {
  const memory = Buffer.from(new ArrayBuffer((placed.length + 1024) & ~7)).fill(
    new Uint8Array(placed.buffer)[0] as number,
  );
  placed.copy(memory);
  return memory;
}

function isDeclared(error: unknown): boolean {
  return error instanceof RangeError && error.message.startsWith('Expected a record at byte ');
}
