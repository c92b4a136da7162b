import type { ApiClient } from '../client/api-client.ts';
import { codeOf } from '../cluster-error.ts';
import type { WebhookCertificates } from './serving-credentials.ts';

export interface SecretPlace {
  readonly client: Pick<ApiClient, 'call'>;
  readonly namespace: string;
  readonly secretName: string;
}

/** Keys of the Secret; the first two as every Secret of a certificate has them. */
const keys = {
  cert: 'tls.crt',
  key: 'tls.key',
  authorities: 'ca.crt',
  authorityKey: 'ca.key',
} as const satisfies Record<keyof WebhookCertificates, string>;

interface Secret {
  readonly metadata?: { readonly resourceVersion?: string };
  readonly data?: Readonly<Record<string, string>> | null;
}

/** What the Secret holds; nothing where it is not there, empty, or holds something else. */
export async function readCertificates(place: SecretPlace): Promise<{
  readonly certificates?: WebhookCertificates;
  readonly resourceVersion?: string;
}> {
  try {
    const { metadata, data } = (await place.client.call({ path: pathOf(place) })) as Secret;
    const certificates = decode(data ?? {});
    return {
      ...(certificates && { certificates }),
      ...(metadata?.resourceVersion !== undefined && { resourceVersion: metadata.resourceVersion }),
    };
  } catch (error) {
    if (codeOf(error) === 'not-found') return {};
    throw error;
  }
}

/**
 * Writes the Secret; the chart makes an empty one, so that the operator needs no right to create any.
 * @param resourceVersion of the Secret that was read; undefined where there was none
 * @throws ClusterError `conflict` when somebody else wrote it since
 */
export async function writeCertificates(
  place: SecretPlace,
  certificates: WebhookCertificates,
  resourceVersion: string | undefined,
): Promise<void> {
  const { namespace, secretName: name } = place;
  const data = Object.fromEntries(
    Object.entries(keys).map(([part, key]) => [key, encode(certificates[part as keyof WebhookCertificates])]),
  );
  if (resourceVersion === undefined) {
    const body = { apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace }, type: 'Opaque', data };
    await place.client.call({ method: 'POST', path: `/api/v1/namespaces/${namespace}/secrets`, body });
    return;
  }
  // A patch keeps the labels by which Helm knows the Secret; the version in it makes it fail where somebody was faster.
  const body = { metadata: { resourceVersion }, data };
  const contentType = 'application/merge-patch+json';
  await place.client.call({ method: 'PATCH', path: pathOf(place), body, contentType });
}

function pathOf({ namespace, secretName }: SecretPlace): string {
  return `/api/v1/namespaces/${namespace}/secrets/${secretName}`;
}

function decode(data: Readonly<Record<string, string>>): WebhookCertificates | undefined {
  const of = (key: string) => Buffer.from(data[key] ?? '', 'base64').toString('utf8');
  const certificates = {
    cert: of(keys.cert),
    key: of(keys.key),
    authorities: of(keys.authorities),
    authorityKey: of(keys.authorityKey),
  };
  return Object.values(certificates).includes('') ? undefined : certificates;
}

function encode(text: string): string {
  return Buffer.from(text).toString('base64');
}
