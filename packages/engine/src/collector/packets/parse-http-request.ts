import type { RuntimeEvent } from '@rulelibrary/schema';

export type HttpRequest = NonNullable<RuntimeEvent['request']>;

/** What a piece of a connection holds. */
export type ParsedHttp =
  /** `needed`: the length from which on it is worth another look. */
  | { readonly status: 'incomplete'; readonly needed: number }
  | { readonly status: 'malformed' }
  /** `bytes`: how much of the piece it took; undefined when its body goes on, or ends nobody knows where. */
  | { readonly status: 'request'; readonly request: HttpRequest; readonly bytes: number | undefined };

export const maxHeadBytes = 16 * 1024;
export const maxBodyBytes = 4 * 1024;
const maxHeaders = 128;

// RFC 9112: request-line. Any token is a method: the kernel has looked for the ones we want.
const requestLine = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+) (\S+) HTTP\/1\.[0-9]$/;
const headerName = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
// Chunks may be as small as they like: an attacker's single bytes are not looked at one by one.
const chunkedStep = 64;

/**
 * Reads the request of HTTP/1 at the beginning of untrusted bytes.
 * @param isAll nothing follows: a body that is not complete is taken as it is
 */
export function parseHttpRequest(bytes: Buffer, isAll: boolean): ParsedHttp {
  const end = bytes.subarray(0, maxHeadBytes).indexOf('\r\n\r\n');
  if (end === -1) {
    const isLost = isAll || bytes.length >= maxHeadBytes;
    return isLost ? { status: 'malformed' } : { status: 'incomplete', needed: bytes.length + 1 };
  }
  const [first = '', ...lines] = bytes.toString('utf8', 0, end).split('\r\n');
  const [, method, target] = requestLine.exec(first) ?? [];
  const headers = parseHeaders(lines);
  if (method === undefined || target === undefined || !headers) return { status: 'malformed' };
  const rest = bytes.subarray(end + 4);
  const body = readBody(rest, headers);
  if (!body.isComplete && body.text.length < maxBodyBytes && !isAll) {
    const needed = body.bytes > 0 ? Math.min(body.bytes, maxBodyBytes) : rest.length + chunkedStep;
    return { status: 'incomplete', needed: end + 4 + needed };
  }
  const request = { ...locate(target, headers), method, headers, body: body.text.toString('utf8', 0, maxBodyBytes) };
  return { status: 'request', request, bytes: body.isComplete ? end + 4 + body.bytes : undefined };
}

/** Names as Go and most servers write them, `User-Agent`; undefined when a line is none. */
function parseHeaders(lines: readonly string[]): Record<string, string[]> | undefined {
  const headers = new Map<string, string[]>();
  if (lines.length > maxHeaders) return undefined;
  for (const line of lines) {
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(colon, 0));
    if (!headerName.test(name)) return undefined;
    const value = line.slice(colon + 1).trim();
    const canonical = name.toLowerCase().replaceAll(/(^|-)[a-z]/g, (start) => start.toUpperCase());
    headers.set(canonical, [...(headers.get(canonical) ?? []), value]);
  }
  // Which makes a member of any name, `__proto__` among them.
  return Object.fromEntries(headers);
}

/** `url` is the target as it was sent; `path` leaves out query and, of an absolute target, scheme and host. */
function locate(target: string, headers: Record<string, string[]>): Pick<HttpRequest, 'host' | 'url' | 'path'> {
  const [, authority, rest] = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)(.*)$/i.exec(target) ?? [];
  const path = (rest ?? target).replace(/[?#].*$/, '');
  return { host: authority ?? headers['Host']?.[0] ?? '', url: target, path: path === '' ? '/' : path };
}

interface Body {
  readonly text: Buffer;
  /** How much of what follows the head it takes. */
  readonly bytes: number;
  readonly isComplete: boolean;
}

function readBody(rest: Buffer, headers: Record<string, string[]>): Body {
  if (headers['Transfer-Encoding']?.at(-1)?.toLowerCase().endsWith('chunked')) return readChunks(rest);
  const length = Number(headers['Content-Length']?.[0] ?? 0);
  // A length that is none: what follows is not told apart from the next request.
  if (!Number.isSafeInteger(length) || length < 0) return { text: rest, bytes: 0, isComplete: false };
  return { text: rest.subarray(0, length), bytes: length, isComplete: rest.length >= length };
}

/** RFC 9112, section 7.1. A size that is none ends the body. */
function readChunks(rest: Buffer): Body {
  const chunks: Buffer[] = [];
  const soFar = (): Buffer => Buffer.concat(chunks);
  for (let at = 0, total = 0; ; ) {
    const lineEnd = rest.indexOf('\r\n', at);
    if (lineEnd === -1 || total >= maxBodyBytes) return { text: soFar(), bytes: 0, isComplete: false };
    const [digits] = /^[0-9a-f]{1,8}/i.exec(rest.toString('latin1', at, Math.min(at + 8, lineEnd))) ?? [];
    if (digits === undefined) return { text: soFar(), bytes: 0, isComplete: false };
    const size = Number.parseInt(digits, 16);
    const from = lineEnd + 2;
    if (size === 0) {
      // Trailers end in an empty line, as does a body without any.
      const end = rest.indexOf('\r\n\r\n', lineEnd);
      return { text: soFar(), bytes: end === -1 ? 0 : end + 4, isComplete: end !== -1 };
    }
    chunks.push(rest.subarray(from, from + size));
    total += size;
    at = from + size + 2;
    if (at > rest.length) return { text: soFar(), bytes: 0, isComplete: false };
  }
}
