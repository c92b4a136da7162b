interface Flag {
  readonly name: string;
  readonly bits: number;
}

// include/uapi/asm-generic/fcntl.h; four differ on arm64, arch/arm64/include/uapi/asm/fcntl.h. 32-bit calls use the
// same numbers as 64-bit ones on either architecture.
const isArm = process.arch === 'arm64';
const directory = isArm ? 0o40000 : 0o200000;

// O_SYNC holds O_DSYNC, O_TMPFILE holds O_DIRECTORY: the larger first, and its bits are used up.
const flags: readonly Flag[] = [
  { name: 'O_CREAT', bits: 0o100 },
  { name: 'O_EXCL', bits: 0o200 },
  { name: 'O_NOCTTY', bits: 0o400 },
  { name: 'O_TRUNC', bits: 0o1000 },
  { name: 'O_APPEND', bits: 0o2000 },
  { name: 'O_NONBLOCK', bits: 0o4000 },
  { name: 'O_SYNC', bits: 0o4010000 },
  { name: 'O_DSYNC', bits: 0o10000 },
  { name: 'O_ASYNC', bits: 0o20000 },
  { name: 'O_DIRECT', bits: isArm ? 0o200000 : 0o40000 },
  { name: 'O_LARGEFILE', bits: isArm ? 0o400000 : 0o100000 },
  { name: 'O_TMPFILE', bits: 0o20000000 | directory },
  { name: 'O_DIRECTORY', bits: directory },
  { name: 'O_NOFOLLOW', bits: isArm ? 0o100000 : 0o400000 },
  { name: 'O_NOATIME', bits: 0o1000000 },
  { name: 'O_CLOEXEC', bits: 0o2000000 },
  { name: 'O_PATH', bits: 0o10000000 },
];

const accessModes = ['O_RDONLY', 'O_WRONLY', 'O_RDWR', 'O_ACCMODE'];

/** Names of the flags of open(2): the access mode, then the bits from low to high. Bits without a name are left out. */
export function openFlagNames(value: number): string[] {
  const names = [accessModes[value & 3] as string];
  // Flags of openat2 are 64-bit, but every one that has a name lies in the low half.
  let left = value & ~3;
  for (const { name, bits } of flags) {
    if ((left & bits) !== bits) continue;
    names.push(name);
    left &= ~bits;
  }
  return names;
}
