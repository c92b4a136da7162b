import { textField } from '../../src/containers/protobuf.ts';

/** An OCI configuration, as runtimes and their callers write it. */
export const ociConfigs: Readonly<Record<string, Buffer>> = {
  "of containerd's CRI": Buffer.from(
    JSON.stringify({
      ociVersion: '1.0.2',
      process: { args: ['nginx', '-g', 'daemon off;'], env: ['PATH=/bin', 'A=b=c'], cwd: '/' },
      mounts: [
        { destination: '/proc', type: 'proc' },
        { destination: '/data', options: ['rbind'] },
      ],
      annotations: {
        'io.kubernetes.cri.sandbox-name': 'web',
        'io.kubernetes.cri.image-name': `x@sha256:${'a'.repeat(64)}`,
      },
    }),
  ),
  'of nobody': Buffer.from('{"process":null,"annotations":[],"mounts":[null,{"destination":7}]}'),
  'names of objects': Buffer.from(
    '{"annotations":{"__proto__":"x","constructor":"y","":"z"},"process":{"env":["__proto__=1"]}}',
  ),
  deep: Buffer.from('{"annotations":'.repeat(500)),
  nothing: Buffer.alloc(0),
};

/** Arguments of a runtime, each ended by NUL. */
export const runtimeCommands: Readonly<Record<string, Buffer>> = {
  containerd: Buffer.from('runc\0--root\0/r\0--log=/l\0create\0--bundle\0/b\0--pid-file\0/p\0c1\0'),
  'by hand': Buffer.from('runc\0run\0-b=/b\0c1\0'),
  'no container': Buffer.from('runc\0--root\0'),
};

const label = Buffer.concat([textField(1, 'app'), textField(2, 'web')]).toString('utf8');
const container = Buffer.concat([textField(1, 'c1'), textField(2, label), textField(3, 'nginx:1')]);

/** What containerd answers. */
export const containerdAnswers: Readonly<Record<string, Buffer>> = {
  'a container': textField(1, container.toString('utf8')),
  namespaces: Buffer.concat([textField(1, textField(1, 'k8s.io').toString('utf8')), textField(1, '')]),
  'numbers of every kind': Buffer.from('2096012901020304050607083501020304', 'hex'),
  nothing: Buffer.alloc(0),
};
