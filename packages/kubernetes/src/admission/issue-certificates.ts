import 'reflect-metadata';
import { createHash, randomBytes, webcrypto } from 'node:crypto';
import {
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';
import type { WebhookCertificates } from './serving-credentials.ts';

export interface IssueOptions {
  /** Names of the Service, the first as the certificate's own. */
  readonly dnsNames: readonly string[];
  readonly nowMs: number;
  /** What is there already, of which the parts that are still good are kept. */
  readonly previous?: WebhookCertificates | undefined;
}

const dayMs = 86_400_000;
const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

/** Before they end, by a third of their life: however long an operator was away, its certificate is good for weeks. */
export const lifetimesMs = { authority: 3 * 365 * dayMs, serving: 90 * dayMs } as const;

/** Clocks of nodes differ a little. */
const toleranceMs = 5 * 60_000;

/** The certificates again where they are good for a while, with those that are not made anew. */
export async function issueCertificates(options: IssueOptions): Promise<WebhookCertificates> {
  const { previous, nowMs, dnsNames } = options;
  const authority = await authorityFor(options);
  const isSame = previous !== undefined && authority.certificate === firstOf(previous.authorities);
  if (isSame && isGood(previous.cert, nowMs, lifetimesMs.serving) && hasNames(previous.cert, dnsNames)) return previous;
  const keys = await createKeys();
  const certificate = await X509CertificateGenerator.create({
    ...commonFields(nowMs, lifetimesMs.serving),
    subject: `CN=${nameOf(dnsNames)}`,
    issuer: new X509Certificate(authority.certificate).subject,
    publicKey: keys.publicKey,
    signingKey: authority.key,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      new SubjectAlternativeNameExtension(dnsNames.map((value) => ({ type: 'dns', value }))),
    ],
  });
  const authorities = isSame ? previous.authorities : authority.certificate + stillGood(previous, nowMs);
  return {
    cert: toPem(certificate),
    key: await exportKey(keys.privateKey),
    authorities,
    authorityKey: await exportKey(authority.key),
  };
}

interface Authority {
  readonly certificate: string;
  readonly key: webcrypto.CryptoKey;
}

async function authorityFor({ previous, nowMs, dnsNames }: IssueOptions): Promise<Authority> {
  const certificate = firstOf(previous?.authorities ?? '');
  if (previous !== undefined && isGood(certificate, nowMs, lifetimesMs.authority)) {
    return { certificate, key: await importKey(previous.authorityKey) };
  }
  const keys = await createKeys();
  const made = await X509CertificateGenerator.createSelfSigned({
    ...commonFields(nowMs, lifetimesMs.authority),
    // Two authorities in one bundle are told apart by name.
    name: `CN=${nameOf(dnsNames)} authority ${new Date(nowMs).toISOString()}`,
    keys,
    extensions: [new BasicConstraintsExtension(true, 0, true), new KeyUsagesExtension(KeyUsageFlags.keyCertSign, true)],
  });
  return { certificate: toPem(made), key: keys.privateKey };
}

function commonFields(nowMs: number, lifetimeMs: number) {
  return {
    // Positive, and of 127 bits: RFC 5280 wants at least 64 that nobody can guess.
    serialNumber: `4${randomBytes(16).toString('hex').slice(1)}`,
    notBefore: new Date(nowMs - toleranceMs),
    notAfter: new Date(nowMs + lifetimeMs),
    signingAlgorithm: algorithm,
  };
}

/** X.520 takes 64 characters; the alternative names count, not this one. */
function nameOf([name = 'webhook']: readonly string[]): string {
  return name.length <= 30 ? name : createHash('sha256').update(name).digest('hex').slice(0, 30);
}

function isGood(pem: string, nowMs: number, lifetimeMs: number): boolean {
  try {
    const { notBefore, notAfter } = new X509Certificate(pem);
    return notBefore.getTime() <= nowMs && notAfter.getTime() - nowMs > lifetimeMs / 3;
  } catch {
    return false;
  }
}

function hasNames(pem: string, dnsNames: readonly string[]): boolean {
  const names = new X509Certificate(pem).getExtension(SubjectAlternativeNameExtension)?.names.toJSON() ?? [];
  const found = new Set(names.map(({ value }) => value));
  return dnsNames.every((name) => found.has(name));
}

/** The authority before, until it ends: an operator that has not read the new certificates serves with its. */
function stillGood(previous: WebhookCertificates | undefined, nowMs: number): string {
  const certificate = firstOf(previous?.authorities ?? '');
  try {
    return new X509Certificate(certificate).notAfter.getTime() > nowMs ? certificate : '';
  } catch {
    return '';
  }
}

const pemBlock = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----\n?/;

function firstOf(bundle: string): string {
  return pemBlock.exec(bundle)?.[0] ?? '';
}

function toPem(certificate: X509Certificate): string {
  return `${certificate.toString('pem').trim()}\n`;
}

async function createKeys(): Promise<webcrypto.CryptoKeyPair> {
  return await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
}

async function exportKey(key: webcrypto.CryptoKey): Promise<string> {
  const bytes = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', key)).toString('base64');
  return `-----BEGIN PRIVATE KEY-----\n${bytes.replaceAll(/.{64}(?=.)/g, '$&\n')}\n-----END PRIVATE KEY-----\n`;
}

async function importKey(pem: string): Promise<webcrypto.CryptoKey> {
  const bytes = Buffer.from(pem.replaceAll(/-----[^-]+-----|\s/g, ''), 'base64');
  return await webcrypto.subtle.importKey('pkcs8', bytes, algorithm, true, ['sign']);
}
