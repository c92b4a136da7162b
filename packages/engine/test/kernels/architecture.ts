/** As Node names it. */
export type Architecture = 'x64' | 'arm64';

/** What emulates a machine of an architecture, and how its kernel speaks to us. */
export interface Machine {
  readonly emulator: string;
  readonly options: readonly string[];
  readonly console: string;
}

export const machines: Readonly<Record<Architecture, Machine>> = {
  x64: { emulator: 'qemu-system-x86_64', options: ['-cpu', 'max'], console: 'ttyS0' },
  // Without pointer authentication, which costs an emulated processor half of its time.
  arm64: { emulator: 'qemu-system-aarch64', options: ['-M', 'virt', '-cpu', 'max,pauth=off'], console: 'ttyAMA0' },
};

/** Compilers of Debian's for the architectures that this machine is not. */
export const crossCompilers: Readonly<Record<Architecture, string>> = {
  x64: 'x86_64-linux-gnu-gcc',
  arm64: 'aarch64-linux-gnu-gcc',
};

/** This machine's. */
export const ownArchitecture = process.arch as Architecture;
