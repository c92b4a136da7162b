import type { HttpEndpoint } from '@rulelibrary/schema';
import { type Addition, CollapseTree } from './collapse-tree.ts';
import { isPattern } from './is-pattern.ts';

/** Children of one path that are told apart; one more, and they become `⋯`. */
const maxChildren = 100;
/** Methods and hosts of one endpoint. */
const maxValues = 32;

export interface HttpAccess {
  readonly port: number;
  /** Without query. */
  readonly path: string;
  readonly method: string;
  readonly host?: string | undefined;
  readonly direction: 'inbound' | 'outbound';
  readonly internal?: boolean | undefined;
}

/** The HTTP endpoints of a container, collapsed. */
export interface EndpointRecorder {
  add(access: HttpAccess): Addition;
  /** Takes on what was recorded before, patterns included. */
  restore(endpoints: readonly HttpEndpoint[]): void;
  list(): readonly HttpEndpoint[];
}

/** @param maxNodes how many parts of paths are remembered */
export function createEndpointRecorder(maxNodes: number): EndpointRecorder {
  // The first segment is the direction with what is internal, the second the port: neither is ever one of too many.
  const tree = new CollapseTree({
    maxChildren: (above) => (above.length < 2 ? Number.POSITIVE_INFINITY : maxChildren),
    maxNodes,
    maxLength: 2 ** 19,
    maxDepth: 34,
    rest: '*',
    maxValues,
  });

  function addAll(segments: readonly string[], values: readonly string[]): Addition {
    const additions = (values.length > 0 ? values : [undefined]).map((value) => tree.add(segments, value));
    return additions.find((addition) => addition === 'no-room') ?? additions.find((one) => one === 'new') ?? 'known';
  }

  return {
    add({ port, path, method, host, direction, internal }) {
      const segments = segmentsOf(path);
      // The client chooses both; a method is letters, and a comma would be read back as two values.
      if (segments.some(isPattern) || !/^[A-Z-]{1,20}$/.test(method)) return 'no-room';
      const isHost = host !== undefined && /^[\w.:[\]-]{1,255}$/.test(host);
      const values = [`method ${method}`, ...(isHost ? [`host ${host.toLowerCase()}`] : [])];
      return addAll([sideOf(direction, internal), `:${port}`, ...segments], values);
    },
    restore(endpoints) {
      for (const { endpoint, methods = [], direction, internal, headers = {} } of endpoints) {
        const [first = '', ...rest] = endpoint.split('/');
        const hosts = Object.entries(headers).filter(([name]) => name.toLowerCase() === 'host');
        const values = [
          ...methods.map((method) => `method ${method}`),
          ...hosts.flatMap(([, names]) => names.map((name) => `host ${name}`)),
        ];
        addAll([sideOf(direction, internal), first, ...segmentsOf(rest.join('/'))], values);
      }
    },
    list: () => [...tree.entries()].map(({ segments, values }) => endpointOf(segments, values)),
  };
}

function segmentsOf(path: string): string[] {
  return path.split('/').filter((segment) => segment !== '');
}

function sideOf(direction: string | undefined, internal: boolean | undefined): string {
  return `${direction ?? ''} ${internal ?? ''}`;
}

function endpointOf(segments: readonly string[], lists: readonly string[]): HttpEndpoint {
  const [side = '', port = '', ...path] = segments;
  const [direction, internal] = side.split(' ');
  const values = [...new Set(lists.flatMap((list) => list.split(',')))].sort();
  const of = (kind: string) =>
    values.filter((value) => value.startsWith(kind)).map((value) => value.slice(kind.length));
  const hosts = of('host ');
  const methods = of('method ');
  return {
    endpoint: `${port}/${path.join('/')}`,
    ...(methods.length > 0 && { methods }),
    ...(direction && { direction: direction as 'inbound' | 'outbound' }),
    ...(internal && { internal: internal === 'true' }),
    ...(hosts.length > 0 && { headers: { Host: hosts } }),
  };
}
