import type { ApiClient } from '../client/api-client.ts';
import { codeOf } from '../cluster-error.ts';
import { issueCertificates } from './issue-certificates.ts';
import { publishAuthorities } from './publish-authorities.ts';
import type { WebhookCertificates } from './serving-credentials.ts';
import { readCertificates, writeCertificates } from './webhook-secret.ts';

export interface WebhookIdentity {
  readonly namespace: string;
  /** Service in front of the webhook. */
  readonly serviceName: string;
  /** Secret that the operators share. */
  readonly secretName: string;
  /** ValidatingWebhookConfiguration that names the Service; empty: none is told. */
  readonly configurationName: string;
}

export interface KeepOptions extends WebhookIdentity {
  readonly client: Pick<ApiClient, 'call'>;
  readonly nowMs: number;
}

/** Two operators that begin at the same time meet once; more often something else is wrong. */
const maximumAttempts = 5;

/**
 * The certificates that the operators share, made or renewed where it is time, with the API server told of the authority.
 * To be called now and then: what was deleted or overwritten meanwhile is made good.
 * @throws ClusterError
 */
export async function keepCertificates(options: KeepOptions): Promise<WebhookCertificates> {
  const certificates = await shareCertificates(options, 1);
  if (options.configurationName !== '') await publishAuthorities(options, certificates.authorities);
  return certificates;
}

async function shareCertificates(options: KeepOptions, attempt: number): Promise<WebhookCertificates> {
  const { serviceName, namespace, nowMs } = options;
  const stored = await readCertificates(options);
  const service = `${serviceName}.${namespace}.svc`;
  // The last for an API server that reaches the operator through a tunnel.
  const dnsNames = [service, `${service}.cluster.local`, 'localhost'];
  const certificates = await issueCertificates({ dnsNames, nowMs, previous: stored.certificates });
  if (certificates === stored.certificates) return certificates;
  try {
    await writeCertificates(options, certificates, stored.resourceVersion);
    return certificates;
  } catch (error) {
    // Another operator was faster: its certificates are as good.
    if (codeOf(error) !== 'conflict' || attempt === maximumAttempts) throw error;
    return shareCertificates(options, attempt + 1);
  }
}
