import { execFile } from 'node:child_process';
import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A certificate and its key, as PEM. */
export interface Credentials {
  readonly certificate: string;
  readonly key: string;
}

export interface ClusterCertificates {
  /** PEM of the authority that signed the others. */
  readonly authority: string;
  /** Of the group system:masters. */
  readonly admin: Credentials;
}

/**
 * Makes everything that an API server on 127.0.0.1 needs to know others by and to be known by, good for a day: `ca.crt`,
 * `server.crt`, `server.key` and `service-account.key` in the folder. By openssl, which every Debian has.
 */
export async function createCertificates(folder: string): Promise<ClusterCertificates> {
  await mkdir(folder, { recursive: true });
  const file = (name: string) => path.join(folder, name);
  const signed = ['-CA', file('ca.crt'), '-CAkey', file('ca.key')];
  const names = 'subjectAltName=IP:127.0.0.1,DNS:localhost,DNS:kubernetes.default.svc';
  await create(file('ca'), '/CN=test-cluster', '-addext', 'keyUsage=critical,keyCertSign');
  await create(file('server'), '/CN=kube-apiserver', ...signed, '-addext', names, ...usage('serverAuth'));
  await create(file('admin'), '/O=system:masters/CN=admin', ...signed, ...usage('clientAuth'));
  // RSA: of other keys the API server wants a form of file that openssl no longer writes.
  await run('openssl', ['genrsa', '-out', file('service-account.key'), '2048']);
  const admin = { certificate: await read(file('admin.crt')), key: await read(file('admin.key')) };
  for (const name of ['ca.key', 'admin.key']) await rm(file(name));
  return { authority: await read(file('ca.crt')), admin };
}

async function create(file: string, subject: string, ...more: readonly string[]): Promise<void> {
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', `${file}.key`];
  await run('openssl', ['req', '-x509', ...key, '-days', '1', '-subj', subject, '-out', `${file}.crt`, ...more]);
}

function usage(purpose: string): string[] {
  return ['-addext', 'basicConstraints=critical,CA:FALSE', '-addext', `extendedKeyUsage=${purpose}`];
}

function read(file: string): Promise<string> {
  return readFile(file, 'utf8');
}
