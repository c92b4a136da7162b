type Maybe<T> = T | null | undefined;

type Kind = 'Service' | 'Endpoints' | 'EndpointSlice';

interface WrittenMetadata {
  readonly name?: unknown;
  readonly namespace?: unknown;
  readonly labels?: Maybe<Readonly<Record<string, unknown>>>;
}

interface WrittenObject {
  readonly metadata?: Maybe<WrittenMetadata>;
  readonly spec?: Maybe<{ readonly clusterIP?: Maybe<string>; readonly clusterIPs?: Maybe<readonly string[]> }>;
  readonly subsets?: Maybe<readonly { readonly addresses?: Maybe<readonly { readonly ip: string }[]> }[]>;
  readonly endpoints?: Maybe<readonly { readonly addresses?: Maybe<readonly string[]> }[]>;
}

/** A slice names its Service by this label; its own name may have anything behind it. */
const serviceLabel = 'kubernetes.io/service-name';

/** Whether the object is the API server's Service, or its endpoints: `kubernetes` in the namespace `default`. */
export function isOfApiServer(kind: Kind, object: unknown): boolean {
  const { metadata } = object as WrittenObject;
  const service = kind === 'EndpointSlice' ? (metadata?.labels?.[serviceLabel] ?? metadata?.name) : metadata?.name;
  return service === 'kubernetes' && (metadata?.namespace ?? 'default') === 'default';
}

/** The addresses in such an object, which passed its schema. */
export function apiServerAddresses(kind: Kind, object: unknown): string[] {
  const { spec, subsets, endpoints } = object as WrittenObject;
  switch (kind) {
    case 'Service':
      return [...new Set([spec?.clusterIP, ...(spec?.clusterIPs ?? [])])].flatMap((address) => addressOf(address));
    case 'Endpoints':
      return (subsets ?? []).flatMap(({ addresses }) => addresses?.map(({ ip }) => ip) ?? []);
    case 'EndpointSlice':
      return (endpoints ?? []).flatMap(({ addresses }) => addresses ?? []);
  }
}

/** A headless Service says `None`. */
function addressOf(address: Maybe<string>): string[] {
  return address && address !== 'None' ? [address] : [];
}
