/** Requests of RFC 9112: whole ones, what is left out of a stream, and what only began like one. */
export const httpRequests: Readonly<Record<string, Buffer>> = {
  get: text('GET /a?b=c#d HTTP/1.1\r\nHost: h\r\nUser-Agent: x\r\n\r\n'),
  'absolute target': text('GET http://a.example:80/b HTTP/1.0\r\n\r\n'),
  'authority alone': text('CONNECT a.example:443 HTTP/1.1\r\nHost: a.example:443\r\n\r\n'),
  asterisk: text('OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n'),
  'body by length': text('POST /a HTTP/1.1\r\nContent-Length: 5\r\n\r\nabcde'),
  'body in chunks': text(
    'PATCH /a HTTP/1.1\r\nTransfer-Encoding: gzip, chunked\r\n\r\n3;x=y\r\nabc\r\n1\r\nd\r\n0\r\nT: v\r\n\r\n',
  ),
  'two in a row': text('PUT /a HTTP/1.1\r\nContent-Length: 1\r\n\r\naDELETE /b HTTP/1.1\r\n\r\n'),
  'long body': text(`POST /a HTTP/1.1\r\nContent-Length: 9000\r\n\r\n${'x'.repeat(9000)}`),
  'one byte in each chunk': text(`POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n${'1\r\na\r\n'.repeat(3000)}`),
  'size of a chunk that is none': text('POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n'),
  'size of a chunk beyond everything': text('POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nffffffffff\r\na'),
  'length that is none': text('POST /a HTTP/1.1\r\nContent-Length: -1\r\n\r\nabc'),
  'two lengths': text('POST /a HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 3\r\n\r\nabc'),
  'names of prototypes': text('GET / HTTP/1.1\r\n__proto__: a\r\nconstructor: b\r\n__proto__: c\r\n\r\n'),
  '129 headers': text(`GET / HTTP/1.1\r\n${'a: b\r\n'.repeat(129)}\r\n`),
  'head of 16 KiB': text(`GET /${'a'.repeat(16_384 - 18)} HTTP/1.1\r\n\r\n`),
  'head a byte longer': text(`GET /${'a'.repeat(16_384 - 17)} HTTP/1.1\r\n\r\n`),
  'no UTF-8': Buffer.concat([
    text('GET /'),
    Buffer.from('c328ff', 'hex'),
    text(' HTTP/1.1\r\nA: '),
    Buffer.from('80', 'hex'),
    text('\r\n\r\n'),
  ]),
  'lines ended by LF': text('GET / HTTP/1.1\nHost: h\n\n'),
  redis: text('GET key\r\n\r\n'),
  nothing: text(''),
};

/** Those of which every split gives the same requests. */
export const wholeRequests: readonly string[] = [
  'get',
  'absolute target',
  'authority alone',
  'asterisk',
  'body by length',
  'body in chunks',
  'two in a row',
  'names of prototypes',
  'head of 16 KiB',
  'no UTF-8',
];

function text(content: string): Buffer {
  return Buffer.from(content, 'utf8');
}
