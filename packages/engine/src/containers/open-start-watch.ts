import { loadNativeAddon, type NativeAddon } from '../collector/native-addon.ts';
import { findRuntimes } from './find-runtimes.ts';
import type { CapturedStart, StartWatch } from './start-watch.ts';
import { watchFolders } from './watch-folders.ts';

const EINVAL = 22;

/**
 * Watches the runtimes' programs by fanotify: each execution waits until it has been looked at, 40 ms at most.
 * @throws Error, with an errno in decimal as `code` where fanotify cannot be had, as without CAP_SYS_ADMIN; CollectorError
 * where the addon is not built
 */
export function openStartWatch(hostRoot: string, runtimePaths: readonly string[]): StartWatch {
  const addon = loadNativeAddon();
  const handle = addon.openStarts();
  let programs: readonly string[] = [];
  let lastError: number | undefined;
  let isOpen = true;

  // A mark is the file's, not the name's: a runtime that was replaced is another file. A second mark is the same one.
  function lookAgain(): void {
    if (!isOpen) return;
    const found = findRuntimes(hostRoot, runtimePaths);
    const errors = found.map((program) => addon.watchProgram(handle, program));
    programs = found.filter((_, index) => errors[index] === 0);
    lastError = errors.find((error) => error !== 0);
  }

  lookAgain();
  if (programs.length === 0 && lastError !== undefined) {
    addon.closeStarts(handle);
    const reason = lastError === EINVAL ? 'this kernel has no permission events' : `error ${lastError}`;
    throw new Error(`Cannot watch the runtimes: ${reason}`);
  }
  const unwatchFolders = watchFolders(hostRoot, runtimePaths, lookAgain);
  const last = { permissions: 0, late: 0, lost: 0 };
  return {
    get programs() {
      return programs;
    },
    take: () => (isOpen ? parseStarts(addon.takeStarts(handle)) : []),
    lookAgain,
    stats() {
      if (isOpen) Object.assign(last, countsOf(addon, handle));
      return { ...last };
    },
    close() {
      if (!isOpen) return;
      Object.assign(last, countsOf(addon, handle));
      isOpen = false;
      unwatchFolders();
      addon.closeStarts(handle);
    },
  };
}

function countsOf(addon: NativeAddon, handle: object) {
  const [permissions = 0, late = 0, lost = 0] = addon.countStarts(handle);
  return { permissions, late, lost };
}

const headBytes = 28;

/** Records as native/addon/starts.h lays them out. */
function parseStarts(records: Buffer | undefined): CapturedStart[] {
  const starts: CapturedStart[] = [];
  if (records === undefined) return starts;
  for (let at = 0; at + headBytes <= records.length; ) {
    const number = (index: number): number => records.readUInt32LE(at + index * 4);
    const configBytes = records.readInt32LE(at + 24);
    let from = at + headBytes;
    const text = (bytes: number): string => {
      from += bytes;
      return records.toString('utf8', from - bytes, from);
    };
    const [exepath, args, cwd] = [text(number(3)), text(number(4)), text(number(5))];
    const config = configBytes < 0 ? {} : { config: text(configBytes) };
    const vector = args.endsWith('\0') ? args.slice(0, -1) : args;
    starts.push({
      pid: number(0),
      uid: number(1),
      mntns: number(2),
      exepath,
      cwd,
      args: vector.split('\0'),
      ...config,
    });
    at = from;
  }
  return starts;
}
