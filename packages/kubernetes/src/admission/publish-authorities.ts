import type { ApiClient } from '../client/api-client.ts';

interface WebhookConfiguration {
  readonly webhooks?: readonly { readonly name: string; readonly clientConfig?: { readonly caBundle?: string } }[];
}

/**
 * Tells the API server by which authorities it knows the webhook; does nothing where it knows.
 * @throws ClusterError
 */
export async function publishAuthorities(
  place: { readonly client: Pick<ApiClient, 'call'>; readonly configurationName: string },
  authorities: string,
): Promise<void> {
  const path = `/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations/${place.configurationName}`;
  const { webhooks = [] } = (await place.client.call({ path })) as WebhookConfiguration;
  const bundle = Buffer.from(authorities).toString('base64');
  const body = webhooks.flatMap(({ name, clientConfig }, index) => {
    if (clientConfig?.caBundle === bundle) return [];
    const place = `/webhooks/${index}`;
    return [
      // Where the list was changed meanwhile, the patch fails and nothing is written.
      { op: 'test', path: `${place}/name`, value: name },
      { op: 'add', path: `${place}/clientConfig/caBundle`, value: bundle },
    ];
  });
  if (body.length === 0) return;
  await place.client.call({ method: 'PATCH', path, body, contentType: 'application/json-patch+json' });
}
