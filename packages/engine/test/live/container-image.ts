import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { toolPath } from './container-tools.ts';
import { runProgram } from './run-program.ts';

/** Name of the image that {@link makeImage} makes. */
export const imageName = 'docker.io/rulelib/live:1';

/** A root file system of busybox alone, in `folder`/rootfs. */
export function makeRootfs(folder: string): string {
  const rootfs = path.join(folder, 'rootfs');
  for (const name of ['bin', 'proc', 'sys', 'dev', 'tmp', 'workloads', 'shared']) {
    mkdirSync(path.join(rootfs, name), { recursive: true });
  }
  copyFileSync(toolPath('busybox') as string, path.join(rootfs, 'bin/busybox'));
  symlinkSync('busybox', path.join(rootfs, 'bin/sh'));
  return rootfs;
}

/** An image of one layer, as the OCI says: the path of its archive. */
export async function makeImage(folder: string, rootfs: string): Promise<string> {
  const layout = path.join(folder, 'layout');
  mkdirSync(path.join(layout, 'blobs/sha256'), { recursive: true });
  const layerFile = path.join(folder, 'layer.tar');
  await runProgram('tar', ['-C', rootfs, '-cf', layerFile, '.']);

  const add = (content: Buffer) => {
    const hex = createHash('sha256').update(content).digest('hex');
    writeFileSync(path.join(layout, 'blobs/sha256', hex), content);
    return { digest: `sha256:${hex}`, size: content.length };
  };
  const layer = add(readFileSync(layerFile));
  const architecture = process.arch === 'x64' ? 'amd64' : process.arch;
  const config = add(json({ architecture, os: 'linux', rootfs: { type: 'layers', diff_ids: [layer.digest] } }));
  const manifest = add(
    json({
      schemaVersion: 2,
      config: { mediaType: 'application/vnd.oci.image.config.v1+json', ...config },
      layers: [{ mediaType: 'application/vnd.oci.image.layer.v1.tar', ...layer }],
    }),
  );
  const annotations = { 'io.containerd.image.name': imageName };
  const entry = { mediaType: 'application/vnd.oci.image.manifest.v1+json', ...manifest, annotations };
  writeFileSync(path.join(layout, 'index.json'), json({ schemaVersion: 2, manifests: [entry] }));
  writeFileSync(path.join(layout, 'oci-layout'), json({ imageLayoutVersion: '1.0.0' }));
  const archive = path.join(folder, 'image.tar');
  await runProgram('tar', ['-C', layout, '-cf', archive, '.']);
  return archive;
}

function json(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value));
}
