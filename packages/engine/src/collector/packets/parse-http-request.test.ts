import { describe, expect, it } from 'vitest';
import { maxBodyBytes, maxHeadBytes, parseHttpRequest } from './parse-http-request.ts';

const parse = (text: string, isAll = false) => parseHttpRequest(Buffer.from(text), isAll);

describe('parseHttpRequest', () => {
  it('reads a request without a body, and where the next begins', () => {
    const text = 'GET /a/b?c=d HTTP/1.1\r\nhost: example.com\r\nuser-AGENT:  curl \r\nx-a: 1\r\nX-A: 2\r\n\r\n';
    expect(parse(`${text}GET`)).toEqual({
      status: 'request',
      bytes: text.length,
      request: {
        method: 'GET',
        url: '/a/b?c=d',
        path: '/a/b',
        host: 'example.com',
        headers: { Host: ['example.com'], 'User-Agent': ['curl'], 'X-A': ['1', '2'] },
        body: '',
      },
    });
  });

  it.each([
    ['of a length', 'Content-Length: 5\r\n\r\nhello'],
    ['in chunks', 'Transfer-Encoding: gzip, chunked\r\n\r\n3\r\nhel\r\n2;x=y\r\nlo\r\n0\r\n\r\n'],
    ['in chunks, with trailers', 'Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\nA: b\r\n\r\n'],
  ])('reads a body %s, and waits for its last byte', (_, rest) => {
    const text = `PATCH /x HTTP/1.1\r\n${rest}`;
    expect(parse(text)).toMatchObject({ bytes: text.length, request: { method: 'PATCH', body: 'hello' } });
    expect(parse(text.slice(0, -1))).toMatchObject({ status: 'incomplete' });
  });

  it('takes what there is of a body when nothing follows', () => {
    const text = 'PUT /x HTTP/1.1\r\nContent-Length: 9\r\n\r\nhello';
    expect(parse(text, true)).toMatchObject({ status: 'request', request: { body: 'hello' } });
  });

  it('does not wait for the rest of a long body', () => {
    const head = `POST / HTTP/1.1\r\nContent-Length: ${maxBodyBytes + 1}\r\n\r\n`;
    const needed = head.length + maxBodyBytes;
    expect(parse(head + 'x'.repeat(maxBodyBytes - 1))).toEqual({ status: 'incomplete', needed });
    const parsed = parse(head + 'x'.repeat(maxBodyBytes));
    expect(parsed).toMatchObject({ bytes: undefined, request: { body: 'x'.repeat(maxBodyBytes) } });
  });

  it.each([
    ['http://example.com/a?b', 'example.com', '/a'],
    ['http://example.com', 'example.com', '/'],
    ['example.com:443', '', 'example.com:443'],
    ['*', '', '*'],
    ['//a#b', '', '//a'],
  ])('finds host and path of %s', (target, host, path) => {
    expect(parse(`GET ${target} HTTP/1.1\r\n\r\n`)).toMatchObject({ request: { url: target, host, path } });
  });

  it.each(['G', 'GET / HTTP/1.1\r\nA: b\r\n', 'GET / HTTP/1.1\r\n\r'])('waits behind %j', (text) => {
    expect(parse(text)).toEqual({ status: 'incomplete', needed: text.length + 1 });
    expect(parse(text, true)).toEqual({ status: 'malformed' });
  });

  it.each([
    'GET key\r\n\r\n',
    'GET / HTTP/2.0\r\n\r\n',
    'GET /a b HTTP/1.1\r\n\r\n',
    'GET / HTTP/1.1\r\nno header\r\n\r\n',
    'GET / HTTP/1.1\r\n folded: x\r\n\r\n',
    `GET / HTTP/1.1\r\n${'A: b\r\n'.repeat(129)}\r\n`,
  ])('refuses %j', (text) => {
    expect(parse(text)).toEqual({ status: 'malformed' });
  });

  it('reads a head of 16 KiB, and refuses a byte more', () => {
    const head = (bytes: number) => `GET / HTTP/1.1\r\nA: ${'x'.repeat(bytes - 23)}\r\n\r\n`;
    expect(head(maxHeadBytes)).toHaveLength(maxHeadBytes);
    expect(parse(head(maxHeadBytes)).status).toBe('request');
    expect(parse(head(maxHeadBytes + 1)).status).toBe('malformed');
  });

  it.each([
    ['blanks in a header', `A: ${' '.repeat(16_000)}x`],
    ['a chunk after the other', `Transfer-Encoding: chunked\r\n\r\n${'1\r\na\r\n'.repeat(3000)}`],
  ])('takes no time for %s', (_, rest) => {
    const before = process.cpuUsage().user;
    for (let i = 0; i < 20; i++) parse(`GET / HTTP/1.1\r\n${rest}\r\n\r\n`);
    expect(process.cpuUsage().user - before).toBeLessThan(500_000);
  });

  it.each(['-1', 'x', '1e400'])('does not trust a length of %s', (length) => {
    const text = `POST / HTTP/1.1\r\nContent-Length: ${length}\r\n\r\nhello`;
    expect(parse(text, true)).toMatchObject({ bytes: undefined, request: { body: 'hello' } });
  });
});
