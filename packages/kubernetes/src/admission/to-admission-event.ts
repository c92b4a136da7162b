import type { RuntimeEvent } from '@rulelibrary/schema';
import type { AdmissionRequest } from './read-admission-review.ts';

/** The request as an event for rules: of the API server, so that it has no mount namespace. */
export function toAdmissionEvent(request: AdmissionRequest, nowMs: number): RuntimeEvent {
  const { kind, resource, userInfo = {} } = request;
  return {
    timestamp: new Date(nowMs).toISOString(),
    timestampMs: nowMs,
    eventType: 'k8s-admission',
    mntns: 0,
    ...present({
      Kind: kind?.kind,
      Name: request.name,
      Namespace: request.namespace,
      Resource: resource?.resource,
      Subresource: request.subResource,
    }),
    Operation: request.operation,
    UserInfo: present({ Username: userInfo.username, UID: userInfo.uid, Groups: userInfo.groups }),
    ...present({ Object: request.object, OldObject: request.oldObject, Options: request.options }),
  };
}

type Present<T> = { readonly [K in keyof T]?: NonNullable<T[K]> };

/** Without what the API server left out; null is how it writes an object that is not there. */
function present<T extends object>(object: T): Present<T> {
  return Object.fromEntries(
    Object.entries(object).filter(([, value]) => value !== undefined && value !== null),
  ) as Present<T>;
}
