import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';

/** A root file system as images are mounted: `image` below, and above it a layer of its own. {@link unmount} it. */
export function mountOverlay(folder: string, image: string): string {
  const [upper, work, merged] = ['upper', 'work', 'merged'].map((name) => path.join(folder, 'overlay', name)) as [
    string,
    string,
    string,
  ];
  for (const each of [upper, work, merged]) mkdirSync(each, { recursive: true });
  const options = `lowerdir=${image},upperdir=${upper},workdir=${work}`;
  execFileSync('mount', ['-t', 'overlay', '-o', options, 'overlay', merged]);
  return merged;
}

export function unmount(folder: string): void {
  execFileSync('umount', [folder]);
}
