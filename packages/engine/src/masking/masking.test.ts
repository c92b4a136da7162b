import { describe, expect, it } from 'vitest';
import { eventOf } from '../fixtures.test.support.ts';
import { maskArguments } from './mask-arguments.ts';
import { maskEvent, maskRecord } from './mask-event.ts';
import { maskUrl } from './mask-url.ts';
import { isSecretName } from './secret-name.ts';

describe('names of secrets', () => {
  it.each([
    ...['password', 'PASSWORD', 'dbPassword', 'db_passwd', '--pass', 'pwd', 'passphrase', 'clientSecret', 'secret'],
    ...['token', 'access_token', 'authToken', 'api-key', 'apiKey', 'X-Api-Key', 'key', 'AWS_SECRET_ACCESS_KEY'],
    ...['AWS_ACCESS_KEY_ID', 'private_key', 'Authorization', 'Proxy-Authorization', 'Cookie', 'Set-Cookie', 'sig'],
  ])('%s', (name) => {
    expect(isSecretName(name)).toBe(true);
  });

  it.each([
    ...['', 'user', 'port', 'compass', 'monkey', 'keyboard', 'author', 'bypass', 'signal', 'Accept', 'path'],
    ...['password-file', 'token_path', 'secretName', 'key-type', 'password-stdin', `${'a'.repeat(200)}password`],
  ])('not "%s"', (name) => {
    expect(isSecretName(name)).toBe(false);
  });
});

describe('arguments', () => {
  it.each<[string[], string[]]>([
    [
      ['x', '--password=hunter2'],
      ['x', '--password=***'],
    ],
    [
      ['x', '-password=hunter2'],
      ['x', '-password=***'],
    ],
    [
      ['x', '--password', 'hunter2', 'y'],
      ['x', '--password', '***', 'y'],
    ],
    [
      ['x', '-token', '-hunter2'],
      ['x', '-token', '***'],
    ],
    [
      ['env', 'TOKEN=abc', 'cmd'],
      ['env', 'TOKEN=***', 'cmd'],
    ],
    [
      ['docker', 'run', '-e', 'DB_PASSWORD=abc'],
      ['docker', 'run', '-e', 'DB_PASSWORD=***'],
    ],
    [
      ['java', '-Ddb.password=abc'],
      ['java', '-Ddb.password=***'],
    ],
    [
      ['helm', '--set', 'a=1,db.password=x,y=2'],
      ['helm', '--set', 'a=1,db.password=***'],
    ],
    [
      ['curl', '-H', 'Authorization: Bearer abc'],
      ['curl', '-H', 'Authorization: ***'],
    ],
    [
      ['curl', '-HX-Api-Key:abc'],
      ['curl', '-HX-Api-Key:***'],
    ],
    [
      ['curl', '--header=Cookie: a=b'],
      ['curl', '--header=Cookie: ***'],
    ],
    [
      ['curl', '-u', 'me:hunter2', 'http://h'],
      ['curl', '-u', 'me:***', 'http://h'],
    ],
    [
      ['/usr/bin/curl', '-ume:hunter2'],
      ['/usr/bin/curl', '-ume:***'],
    ],
    [
      ['curl', 'https://me:hunter2@h/p?a=1&token=x#f'],
      ['curl', 'https://me:***@h/p?a=1&token=***#f'],
    ],
    [
      ['mysql', '-phunter2', 'db'],
      ['mysql', '-p***', 'db'],
    ],
    [
      ['mysql', '-p', 'db'],
      ['mysql', '-p', 'db'],
    ],
    [
      ['sshpass', '-p', 'hunter2', 'ssh', 'h'],
      ['sshpass', '-p', '***', 'ssh', 'h'],
    ],
    [
      ['redis-cli', '-a', 'hunter2'],
      ['redis-cli', '-a', '***'],
    ],
    [
      ['docker', 'login', '-p', 'hunter2', 'r'],
      ['docker', 'login', '-p', '***', 'r'],
    ],
    [
      ['sh', '-c', 'TOKEN=abc run --password x | y'],
      ['sh', '-c', 'TOKEN=*** run --password *** | y'],
    ],
    [
      ['sh', '-c', 'run --password "a b" c'],
      ['sh', '-c', 'run --password "***" c'],
    ],
    [
      ['sh', '-c', "curl -H 'Authorization: Bearer x' h"],
      ['sh', '-c', "curl -H 'Authorization: ***' h"],
    ],
    [
      ['sh', '-c', "bash -c 'run --token x'"],
      ['sh', '-c', "bash -c 'run --token ***'"],
    ],
    [
      ['sh', '-c', 'docker login -p hunter2 r'],
      ['sh', '-c', 'docker login -p *** r'],
    ],
    [
      ['curl', '-d', '{"user":"a","password":"x y"}'],
      ['curl', '-d', '{"user":"a","password":"***"}'],
    ],
    [
      ['x', `ghp_${'a'.repeat(36)}`],
      ['x', '***'],
    ],
    [
      ['x', 'AKIAIOSFODNN7EXAMPLE'],
      ['x', '***'],
    ],
    [
      ['x', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc'],
      ['x', '***'],
    ],
    [
      ['x', '-----BEGIN RSA PRIVATE KEY-----\nMII'],
      ['x', '***'],
    ],
  ])('%j', (args, masked) => {
    expect(maskArguments(args)).toEqual(masked);
  });

  it.each([
    [['ssh', '-p', '22', 'host']],
    [['mkdir', '-p', '/a/b']],
    [['docker', 'run', '-p', '80:80', 'image']],
    [['x', '--password', '--verbose']],
    [['x', '--password=']],
    [['x', '--password-file=/run/p', '--token-path', '/run/t']],
    [['openssl', '-key', '/etc/ssl/server.key', '--key=./k.pem']],
    [['cat', '/etc/passwd', '/run/secrets/token']],
    [['curl', 'https://example.com/a?b=c&page=2', '-H', 'Accept: text/html']],
    [['sh', '-c', 'echo "a b" && ls -l | grep x']],
    [['git', 'clone', 'git@github.com:a/b.git']],
    [['']],
    [[]],
  ])('leaves alone: %j', (args) => {
    expect(maskArguments(args)).toEqual(args);
  });

  it.each([
    ['a'],
    ['"'],
    ["'"],
    ['"\''],
    ['password='],
    ['--token '],
    ['-eyJaaaaaaaa'],
    ['a=b,'],
    ['?token='],
    ['{"password":"'],
    ['-----BEGIN '],
    [':'],
    ['://@'],
  ])('takes less than half a second for 100 KB of %j', (piece) => {
    const text = piece.repeat(100_000 / piece.length);
    const began = performance.now();
    expect(maskArguments(['x', text])).toHaveLength(2);
    expect(performance.now() - began).toBeLessThan(500);
  });
});

describe('URLs', () => {
  it.each([
    ['/a?token=x', '/a?token=***'],
    ['/a?a=1&api_key=x;sig=y', '/a?a=1&api_key=***;sig=***'],
    ['/a?client%5Fsecret=x', '/a?client%5Fsecret=***'],
    ['/a?%zz=1&key=x', '/a?%zz=1&key=***'],
    ['ftp://u:p@w@h/', 'ftp://u:***@h/'],
    ['http://h:80/a@b', 'http://h:80/a@b'],
    ['http://u@h/', 'http://u@h/'],
    ['/a?token=', '/a?token='],
  ])('%s', (url, masked) => {
    expect(maskUrl(url)).toBe(masked);
  });
});

describe('events', () => {
  it('masks secret headers, the body and parameters of a request', () => {
    const request = {
      headers: { authorization: ['Basic abc'], Cookie: ['a', 'b'], 'set-cookie': ['c'], Accept: ['*/*'] },
      host: 'h',
      method: 'POST',
      url: 'http://h/p?token=x',
      path: '/p?token=x',
      body: 'password=x',
    };
    expect(maskEvent(eventOf({ eventType: 'http', request })).request).toEqual({
      headers: { authorization: ['***'], Cookie: ['***', '***'], 'set-cookie': ['***'], Accept: ['*/*'] },
      host: 'h',
      method: 'POST',
      url: 'http://h/p?token=***',
      path: '/p?token=***',
      body: '***',
    });
  });

  it('masks what Kubernetes objects hold: data of Secrets, environment variables, arguments', () => {
    const secret = { kind: 'Secret', metadata: { name: 'a' }, data: { x: 'eA==' }, stringData: { y: 'z' } };
    const env = [
      { name: 'DB_PASSWORD', value: 'x' },
      { name: 'LANG', value: 'C' },
    ];
    const pod = { kind: 'Pod', spec: { containers: [{ env, args: ['--token', 'x'] }] } };
    const event = eventOf({
      eventType: 'k8s-admission',
      Object: secret,
      OldObject: pod,
      Options: { command: ['sh', '-c', 'TOKEN=x y'] },
    });
    const masked = maskEvent(event);
    expect(masked.Object).toEqual({
      kind: 'Secret',
      metadata: { name: 'a' },
      data: { x: '***' },
      stringData: { y: '***' },
    });
    expect(masked.OldObject).toEqual({
      kind: 'Pod',
      spec: {
        containers: [
          {
            env: [
              { name: 'DB_PASSWORD', value: '***' },
              { name: 'LANG', value: 'C' },
            ],
            args: ['--token', '***'],
          },
        ],
      },
    });
    expect(masked.Options).toEqual({ command: ['sh', '-c', 'TOKEN=*** y'] });
  });

  it('changes neither the event nor the order of its keys', () => {
    const record = { ...eventOf({ args: ['x', '--password=y'], cwd: '/' }) };
    const masked = maskRecord(record);
    expect(record.args).toEqual(['x', '--password=y']);
    expect(masked['args']).toEqual(['x', '--password=***']);
    expect(Object.keys(masked)).toEqual(Object.keys(record));
  });
});
