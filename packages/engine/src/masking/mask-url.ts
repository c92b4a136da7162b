import { isSecretName, mask } from './secret-name.ts';

/**
 * The URL, or path with a query, with the password before the host masked and the values of parameters whose names say that
 * they are secret. Nothing else about it changes, so that what is not a URL passes through.
 */
export function maskUrl(url: string): string {
  return maskParameters(maskUserInfo(url));
}

function maskUserInfo(url: string): string {
  const start = url.indexOf('://');
  if (start < 0) return url;
  const authority = url.slice(start + 3).split(/[/?#\s]/, 1)[0] ?? '';
  const at = authority.lastIndexOf('@');
  const colon = authority.indexOf(':');
  if (at < 0 || colon < 0 || colon > at) return url;
  return `${url.slice(0, start + 3)}${authority.slice(0, colon + 1)}${mask}${url.slice(start + 3 + at)}`;
}

function maskParameters(url: string): string {
  return url.replace(/([?&#;])([^=?&#;\s]{1,128})=([^&#;\s]+)/g, (whole, before: string, name: string) =>
    isSecretName(decode(name)) ? `${before}${name}=${mask}` : whole,
  );
}

function decode(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
