import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Name of the image that {@link makePodImage} makes: busybox under the names of its commands. */
export const podImage = 'docker.io/rulelib/pod:1';

const commands = ['sh', 'cat', 'cp', 'ln', 'ls', 'mkdir', 'sleep', 'touch', 'wget', 'nc', 'id', 'env'];

/** What is missing to run containers, as a reason; undefined: nothing. */
export function missingForPods(): string | undefined {
  if (process.getuid?.() !== 0) return 'only root can start containers';
  const missing = ['containerd', 'ctr', 'runc', 'busybox'].filter((tool) => programPath(tool) === undefined);
  return missing.length === 0 ? undefined : `no ${missing.join(', ')} (apt-get install containerd runc busybox-static)`;
}

function programPath(name: string): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(':'), '/usr/sbin', '/sbin'];
  return folders.map((folder) => path.join(folder, name)).find((file) => existsSync(file));
}

/** Writes an image of one layer, as the OCI says: the path of its archive. */
export async function makePodImage(folder: string): Promise<string> {
  const layout = path.join(folder, 'layout');
  await mkdir(path.join(layout, 'blobs/sha256'), { recursive: true });
  const add = async (content: Buffer) => {
    const hex = createHash('sha256').update(content).digest('hex');
    await writeFile(path.join(layout, 'blobs/sha256', hex), content);
    return { digest: `sha256:${hex}`, size: content.length };
  };
  const layer = await add(await readFile(await makeLayer(folder)));
  const architecture = process.arch === 'x64' ? 'amd64' : process.arch;
  const config = await add(toJson({ architecture, os: 'linux', rootfs: { type: 'layers', diff_ids: [layer.digest] } }));
  const manifest = await add(
    toJson({
      schemaVersion: 2,
      config: { mediaType: 'application/vnd.oci.image.config.v1+json', ...config },
      layers: [{ mediaType: 'application/vnd.oci.image.layer.v1.tar', ...layer }],
    }),
  );
  const annotations = { 'io.containerd.image.name': podImage };
  const entry = { mediaType: 'application/vnd.oci.image.manifest.v1+json', ...manifest, annotations };
  await writeFile(path.join(layout, 'index.json'), toJson({ schemaVersion: 2, manifests: [entry] }));
  await writeFile(path.join(layout, 'oci-layout'), toJson({ imageLayoutVersion: '1.0.0' }));
  const archive = path.join(folder, 'image.tar');
  await run('tar', ['-C', layout, '-cf', archive, '.']);
  return archive;
}

async function makeLayer(folder: string): Promise<string> {
  const root = path.join(folder, 'rootfs');
  for (const name of ['bin', 'etc', 'proc', 'sys', 'dev', 'tmp', 'var/run']) {
    await mkdir(path.join(root, name), { recursive: true });
  }
  await copyFile(programPath('busybox') ?? '', path.join(root, 'bin/busybox'));
  for (const name of commands) await symlink('busybox', path.join(root, 'bin', name));
  await writeFile(path.join(root, 'etc/passwd'), 'root:x:0:0:root:/:/bin/sh\n');
  await writeFile(path.join(root, 'etc/shadow'), 'root:*:19000:0:99999:7:::\n', { mode: 0o600 });
  const layer = path.join(folder, 'layer.tar');
  await run('tar', ['-C', root, '-cf', layer, '.']);
  return layer;
}

function toJson(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value));
}
