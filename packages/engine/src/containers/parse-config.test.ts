import { describe, expect, it } from 'vitest';
import { parseConfig } from './parse-config.ts';

const digest = `sha256:${'ab'.repeat(32)}`;

function configOf(annotations: Readonly<Record<string, string>>, rest: object = {}): string {
  return JSON.stringify({ ociVersion: '1.0.2', annotations, ...rest });
}

describe('parseConfig', () => {
  it('reads command, environment and mounts', () => {
    const process = { args: ['nginx', '-g', 'daemon off;'], env: ['A=1', 'A=2', 'B=x=y', '=no', 'none'] };
    const mounts = [{ destination: '/proc', type: 'proc' }, { destination: '/data' }, {}, null];
    expect(parseConfig(configOf({}, { process, mounts }))).toEqual({
      command: ['nginx', '-g', 'daemon off;'],
      environment: { A: '1', B: 'x=y' },
      mountPaths: ['/proc', '/data'],
    });
  });

  it("names a pod of containerd's CRI as the others do", () => {
    const facts = parseConfig(
      configOf({
        'io.kubernetes.cri.container-name': 'web',
        'io.kubernetes.cri.image-name': `docker.io/library/nginx@${digest}`,
        'io.kubernetes.cri.sandbox-name': 'web-1',
        'io.kubernetes.cri.sandbox-namespace': 'shop',
        'io.kubernetes.cri.sandbox-uid': 'u-1',
      }),
    );
    expect(facts).toMatchObject({ name: 'web', image: `docker.io/library/nginx@${digest}`, imageDigest: digest });
    expect(facts.labels).toMatchObject({
      'io.kubernetes.pod.name': 'web-1',
      'io.kubernetes.pod.namespace': 'shop',
      'io.kubernetes.pod.uid': 'u-1',
      'io.kubernetes.container.name': 'web',
      'io.kubernetes.cri.sandbox-name': 'web-1',
    });
  });

  it("reads CRI-O's, nerdctl's and the OCI's annotations", () => {
    const crio = {
      'io.kubernetes.container.name': 'web',
      'io.kubernetes.pod.name': 'web-1',
      'io.kubernetes.cri-o.ImageName': 'quay.io/web:1',
    };
    expect(parseConfig(configOf(crio))).toEqual({ name: 'web', image: 'quay.io/web:1', labels: crio });
    expect(parseConfig(configOf({ 'nerdctl/name': 'db' })).name).toBe('db');
    expect(parseConfig(configOf({ 'org.opencontainers.image.ref.name': 'alpine:3' })).image).toBe('alpine:3');
  });

  it.each([
    ['nothing', undefined],
    ['no JSON', '{"process":'],
    ['a number', '1'],
    ['null', 'null'],
    ['a list', '[]'],
    ['members of other types', '{"process":1,"annotations":"x","mounts":{"destination":"/x"}}'],
    ['members that are null', '{"process":null,"annotations":null,"mounts":null}'],
  ])('knows nothing from %s', (_, text) => {
    expect(parseConfig(text)).toEqual({});
  });

  it('cleans what it takes over', () => {
    const facts = parseConfig(configOf({ 'nerdctl/name': 'a\u001b[2Jb' }, { process: { args: ['sh\r\n'] } }));
    expect(facts).toMatchObject({ name: 'a�[2Jb', command: ['sh��'] });
  });
});
