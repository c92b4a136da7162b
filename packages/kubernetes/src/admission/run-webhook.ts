import type { ApiClient } from '../client/api-client.ts';
import { keepCertificates, type WebhookIdentity } from './keep-certificates.ts';
import { openWebhook, type Webhook, type WebhookOptions } from './webhook-server.ts';

export interface RunWebhookOptions extends WebhookIdentity, Omit<WebhookOptions, 'credentials'> {
  readonly client: Pick<ApiClient, 'call'>;
  /** How often the certificates are looked at; a minute where it is not given. */
  readonly checkMs?: number;
}

/** The webhook as it runs: with its certificates made, shared and renewed. */
export type RunningWebhook = Pick<Webhook, 'port' | 'counts' | 'close'>;

const defaultCheckMs = 60_000;

/**
 * Opens the webhook with the certificates that the operators share, and keeps them good; what fails later goes to `onError`
 * and is tried again.
 * @throws ClusterError where there are no certificates and none can be made or shared
 */
export async function runWebhook(options: RunWebhookOptions): Promise<RunningWebhook> {
  let credentials = await keepCertificates({ ...options, nowMs: options.now() });
  const webhook = await openWebhook({ ...options, credentials });
  const check = async () => {
    try {
      const next = await keepCertificates({ ...options, nowMs: options.now() });
      if (next.cert !== credentials.cert) webhook.setCredentials(next);
      credentials = next;
    } catch (error) {
      options.onError(error);
    }
  };
  const timer = setInterval(() => void check(), options.checkMs ?? defaultCheckMs);
  return {
    port: webhook.port,
    counts: webhook.counts,
    close() {
      clearInterval(timer);
      return webhook.close();
    },
  };
}
