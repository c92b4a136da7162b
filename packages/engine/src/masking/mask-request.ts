import type { RuntimeEvent } from '@rulelibrary/schema';
import { maskUrl } from './mask-url.ts';
import { isSecretName, mask } from './secret-name.ts';

type HttpRequest = NonNullable<RuntimeEvent['request']>;

/** The HTTP request without the values of headers that hold secrets, without its body, and with secret parameters masked. */
export function maskRequest(request: HttpRequest): HttpRequest {
  const { headers, url, path, body } = request;
  return {
    ...request,
    ...(headers && { headers: maskHeaders(headers) }),
    ...(url && { url: maskUrl(url) }),
    ...(path && { path: maskUrl(path) }),
    ...(body && { body: mask }),
  };
}

function maskHeaders(headers: NonNullable<HttpRequest['headers']>): Record<string, readonly string[]> {
  // Authorization, Cookie, Set-Cookie, Proxy-Authorization, X-Api-Key …: the names say it.
  return Object.fromEntries(
    Object.entries(headers).map(([name, values]) => [name, isSecretName(name) ? values.map(() => mask) : values]),
  );
}
