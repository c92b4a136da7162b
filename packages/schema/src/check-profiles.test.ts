import { describe, expect, it } from 'vitest';
import { checkProfiles, type KernelNames } from './check-profiles.ts';
import { formatProblem } from './problem.ts';

const names: KernelNames = {
  syscalls: ['read', 'openat'],
  capabilities: ['CAP_CHOWN'],
  openFlags: ['O_RDONLY', 'O_WRONLY'],
  isAddress: (text) => text === '*' || /^[\d./]+$/.test(text),
};

function problemsOf(container: object, kind = 'ApplicationProfile'): string[] {
  const spec = JSON.stringify({ containers: [{ name: 'app', ...container }] });
  const text = `apiVersion: kubescape.io/v1\nkind: ${kind}\nmetadata: {name: web}\nspec: ${spec}\n`;
  return checkProfiles(text, 'p.yaml', names).map(formatProblem);
}

const network = (neighbor: object) => problemsOf({ egress: [neighbor] }, 'NetworkNeighborhood');

describe('checkProfiles', () => {
  it.each([
    [{ syscalls: ['read'], capabilities: ['CAP_CHOWN', 'chown'] }],
    [{ execs: [{ path: '/bin/⋯', args: ['*', '⋯', '⋯⋯', '', '...'] }, { path: 'memfd:x' }] }],
    [
      {
        opens: [
          { path: '/' },
          { path: '/a/' },
          { path: '/a/*/⋯' },
          { path: '*/x' },
          { path: '⋯' },
          { path: '/a..b/...x' },
        ],
      },
    ],
    [{ endpoints: [{ endpoint: ':80/a', methods: ['GET'] }, { endpoint: 'host:80/' }] }],
  ])('finds nothing in %j', (container) => {
    expect(problemsOf(container)).toEqual([]);
  });

  it.each([
    [{ syscalls: ['opnat'] }, 'Unknown system call "opnat"; did you mean "openat"?'],
    [{ capabilities: ['CAP_CHWON'] }, 'Unknown capability "CAP_CHWON"; did you mean "CAP_CHOWN"?'],
    [{ execs: [{ path: 'nginx' }] }, 'Expected an absolute path, got "nginx": events have no other'],
    [{ execs: [{ path: '/a', args: ['--x=⋯'] }] }, 'Impossible argument "--x=⋯": only a whole argument stands for any'],
    [{ opens: [{ path: 'etc/x' }] }, 'Expected an absolute path, got "etc/x": events have no other'],
    [{ opens: [{ path: '/a//b' }] }, 'Impossible path "/a//b": the paths of events have one slash after the other'],
    [{ opens: [{ path: '/a/../b' }] }, 'Impossible path "/a/../b": the paths of events are resolved, without ".."'],
    [
      { opens: [{ path: '/a/.../b' }] },
      'Impossible path "/a/.../b": "..." is a name like others; did you mean "⋯", which is any one segment?',
    ],
    [
      { opens: [{ path: '/a/**' }] },
      'Impossible path "/a/**": "**" is a name like others; did you mean "*", which is any number of segments?',
    ],
    [
      { opens: [{ path: '/var/log*' }] },
      'Impossible path "/var/log*": "log*" is a name like others; only a whole segment stands for any',
    ],
    [{ opens: [{ path: '/a', flags: ['RDONLY'] }] }, 'Unknown flag "RDONLY"; did you mean "O_RDONLY"?'],
    [{ endpoints: [{ endpoint: '/a' }] }, 'Expected :port/path, got "/a"'],
    [{ endpoints: [{ endpoint: ':80/', methods: ['get'] }] }, 'Expected a method in capitals, got "get"'],
    [{ execs: [{ pth: '/a' }] }, 'Missing key "path"'],
  ])('finds in %j: %s', (container, message) => {
    expect(problemsOf(container).join('\n')).toMatch(/^p\.yaml:4:\d+: /);
    expect(problemsOf(container).join('\n')).toContain(message);
  });

  it.each([
    [{ dnsNames: ['a.b', 'a.b.', '*.b', 'a.*', 'a.⋯.b', '*', '⋯'], ipAddresses: ['10.0.0.0/8', '*'] }, []],
    [{ dnsNames: ['https://a.b'] }, ['Expected a domain, got "https://a.b"']],
    [{ dnsNames: ['a..b'] }, ['Impossible domain "a..b": a label is empty']],
    [{ dnsNames: ['a.*.b'] }, ['Impossible domain "a.*.b": within it, any one label is "⋯"']],
    [{ dns: 'a*.b' }, ['Impossible domain "a*.b": only a whole label stands for any']],
    [{ ipAddress: 'a.b' }, ['Expected an address, a block or *, got "a.b"']],
    [{ ipAddresses: ['10.0.0.x'] }, ['Expected an address, a block or *, got "10.0.0.x"']],
  ])('finds in the neighbour %j: %j', (neighbor, messages) => {
    expect(network(neighbor).map((line) => line.replace(/^[^ ]* /, ''))).toEqual(messages);
  });

  it('names the place of each value', () => {
    const text = `apiVersion: kubescape.io/v1
kind: ApplicationProfile
metadata: {name: web}
spec:
  containers:
    - name: app
      syscalls: [read, raed]
  initContainers:
    - name: init
      opens:
        - path: etc
`;
    expect(checkProfiles(text, 'p.yaml', names).map(({ line, column }) => [line, column])).toEqual([
      [7, 24],
      [11, 17],
    ]);
  });
});
