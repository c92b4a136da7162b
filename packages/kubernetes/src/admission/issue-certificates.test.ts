import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { issueCertificates, lifetimesMs } from './issue-certificates.ts';

const nowMs = Date.UTC(2026, 10, 22);
const dnsNames = ['hook.kubescape.svc', 'hook.kubescape.svc.cluster.local'];

/** The authorities of a bundle, the one that signs first. */
function authoritiesOf(bundle: string): X509Certificate[] {
  return (bundle.match(/-----BEGIN[^-]+-----[^-]+-----END[^-]+-----/g) ?? []).map((pem) => new X509Certificate(pem));
}

describe('issueCertificates', () => {
  it('makes an authority and a certificate that it signed, for the names', async () => {
    const made = await issueCertificates({ dnsNames, nowMs });
    const serving = new X509Certificate(made.cert);
    const [authority, ...others] = authoritiesOf(made.authorities);
    expect(others).toEqual([]);
    expect(authority?.ca).toBe(true);
    expect(serving.ca).toBe(false);
    expect(authority && serving.verify(authority.publicKey)).toBe(true);
    expect(authority && serving.checkIssued(authority)).toBe(true);
    for (const name of dnsNames) expect(serving.checkHost(name)).toBe(name);
    expect(serving.checkHost('other.kubescape.svc')).toBeUndefined();
    expect(serving.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1']);
  });

  it('takes names that are longer than a common name', async () => {
    const long = `${'a'.repeat(63)}.${'b'.repeat(63)}.svc`;
    const { cert } = await issueCertificates({ dnsNames: [long], nowMs });
    expect(new X509Certificate(cert).checkHost(long)).toBe(long);
  });

  it('keeps what is good until a third of its life is left, and then renews the certificate alone', async () => {
    const first = await issueCertificates({ dnsNames, nowMs });
    const lastMs = nowMs + (lifetimesMs.serving * 2) / 3 - 1_000;
    expect(await issueCertificates({ dnsNames, nowMs: lastMs, previous: first })).toBe(first);
    const next = await issueCertificates({ dnsNames, nowMs: lastMs + 1_000, previous: first });
    expect(next.cert).not.toBe(first.cert);
    expect(next.authorities).toBe(first.authorities);
    const [authority] = authoritiesOf(first.authorities);
    expect(authority && new X509Certificate(next.cert).verify(authority.publicKey)).toBe(true);
  });

  it('renews the authority before it ends, and names the one before until it has ended', async () => {
    const first = await issueCertificates({ dnsNames, nowMs });
    const renewMs = nowMs + (lifetimesMs.authority * 2) / 3 + 1_000;
    const second = await issueCertificates({ dnsNames, nowMs: renewMs, previous: first });
    const [authority, before] = authoritiesOf(second.authorities);
    expect(authority && new X509Certificate(second.cert).verify(authority.publicKey)).toBe(true);
    expect(before?.raw.equals(authoritiesOf(first.authorities)[0]?.raw ?? Buffer.alloc(0))).toBe(true);
    const lateMs = nowMs + lifetimesMs.authority + 1_000;
    const third = await issueCertificates({ dnsNames, nowMs: lateMs, previous: first });
    expect(authoritiesOf(third.authorities)).toHaveLength(1);
  });

  it('makes another for another name', async () => {
    const first = await issueCertificates({ dnsNames, nowMs });
    const next = await issueCertificates({ dnsNames: ['renamed.kubescape.svc'], nowMs, previous: first });
    expect(new X509Certificate(next.cert).checkHost('renamed.kubescape.svc')).toBeDefined();
    expect(next.authorities).toBe(first.authorities);
  });

  it('makes everything anew out of a Secret that somebody spoilt', async () => {
    const spoilt = { cert: 'a', key: 'b', authorities: 'c', authorityKey: 'd' };
    const made = await issueCertificates({ dnsNames, nowMs, previous: spoilt });
    expect(authoritiesOf(made.authorities)).toHaveLength(1);
  });
});
