import { createRecordView } from './record-view.ts';
import { wire } from './wire.ts';

/**
 * The host's mount namespace: pid 1's or kthreadd's, pid 2, whichever the records have. Kernel threads share it with pid 1,
 * and some kernels hide pid 1 from the iterator. 0 inside a pid namespace that has neither, and where records that cannot
 * be read come first.
 * @param records of processes; begins at a multiple of 8 of its memory
 */
export function hostMntns(records: Buffer): number {
  const record = createRecordView(records);
  try {
    for (let offset = 0; offset < records.byteLength; offset = record.next) {
      record.moveTo(offset);
      if (record.word(wire.pid) <= 2) return record.word(wire.mntns);
    }
  } catch {
    // Whoever reads the events of these records counts it.
  }
  return 0;
}
