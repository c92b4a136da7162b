import type { RuntimeEvent } from '@rulelibrary/schema';
import { maskArguments } from './mask-arguments.ts';
import { maskObject } from './mask-object.ts';
import { maskRequest } from './mask-request.ts';

/** A copy of an event in recorded form with its secrets masked. */
export function maskEvent(event: RuntimeEvent): RuntimeEvent {
  const { args, request, environment, Object: object, OldObject, Options } = event;
  return {
    ...event,
    ...(args && { args: maskArguments(args) }),
    ...(request && { request: maskRequest(request) }),
    ...(environment && { environment: maskObject(environment) as typeof environment }),
    ...(object !== undefined && { Object: maskObject(object) }),
    ...(OldObject !== undefined && { OldObject: maskObject(OldObject) }),
    ...(Options !== undefined && { Options: maskObject(Options) }),
  };
}

/** {@link maskEvent} for a line of a recording, as `toRecord` gives it. */
export function maskRecord(record: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return { ...maskEvent(record as unknown as RuntimeEvent) };
}
