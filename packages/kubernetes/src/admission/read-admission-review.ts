import { quote } from '@rulelibrary/schema/yaml';

/** What the API server asks about, as far as events say it. */
export interface AdmissionRequest {
  readonly uid: string;
  readonly kind?: { readonly kind?: string };
  readonly resource?: { readonly resource?: string };
  readonly subResource?: string;
  readonly name?: string;
  readonly namespace?: string;
  readonly operation: string;
  readonly userInfo?: { readonly username?: string; readonly uid?: string; readonly groups?: readonly string[] };
  readonly object?: unknown;
  readonly oldObject?: unknown;
  readonly options?: unknown;
}

const apiVersion = 'admission.k8s.io/v1';

/**
 * The request in the body of an AdmissionReview. What it lets through has the types that it says it has.
 * @throws Error `Expected …, got "…"`
 */
export function readAdmissionReview(body: string): AdmissionRequest {
  const review = objectAt(parse(body), 'an AdmissionReview');
  if (review['apiVersion'] !== apiVersion || review['kind'] !== 'AdmissionReview') {
    const got = `${String(review['apiVersion'])} ${String(review['kind'])}`;
    throw new Error(`Expected an AdmissionReview of ${apiVersion}, got ${quote(got)}`);
  }
  const request = objectAt(review['request'], 'a request');
  for (const key of ['uid', 'operation']) {
    if (textAt(request, key, 'request') === '') throw new Error(`Expected text as request.${key}, got ""`);
  }
  for (const key of ['name', 'namespace', 'subResource']) textAt(request, key, 'request');
  checkMembers(request, 'kind', ['kind']);
  checkMembers(request, 'resource', ['resource']);
  checkMembers(request, 'userInfo', ['username', 'uid']);
  checkGroups(request['userInfo']);
  return request as unknown as AdmissionRequest;
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    throw new Error(`Expected JSON, got ${quote(body)}`);
  }
}

function checkMembers(request: Readonly<Record<string, unknown>>, key: string, members: readonly string[]): void {
  if (request[key] === undefined) return;
  const value = objectAt(request[key], `a mapping as request.${key}`);
  for (const member of members) textAt(value, member, `request.${key}`);
}

function checkGroups(userInfo: unknown): void {
  const groups: unknown = (userInfo as Readonly<Record<string, unknown>> | undefined)?.['groups'];
  const isList = Array.isArray(groups) && groups.every((group) => typeof group === 'string');
  if (groups !== undefined && !isList) throw new Error('Expected a list of text as request.userInfo.groups');
}

function objectAt(value: unknown, what: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new Error(`Expected ${what}, got ${quote(String(JSON.stringify(value)))}`);
}

/** Absent counts as empty: the API server leaves out what is. */
function textAt(object: Readonly<Record<string, unknown>>, key: string, place: string): string {
  const value = object[key] ?? '';
  if (typeof value === 'string') return value;
  throw new Error(`Expected text as ${place}.${key}, got ${quote(JSON.stringify(value))}`);
}
