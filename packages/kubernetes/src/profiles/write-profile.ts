import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { type NamedProfile, parseProfiles, profileObjects, uniteProfiles } from '@rulelibrary/schema';
import type { ApiClient } from '../client/api-client.ts';
import { ClusterError, codeOf } from '../cluster-error.ts';
import { kinds } from '../objects/kinds.ts';
import { type ApiObject, isApiObject } from '../watch/api-object.ts';
import { createBackoff } from '../watch/backoff.ts';
import { apiVersionOf, pathOf, type Resource } from '../watch/resource.ts';
import { fitProfile } from './fit-profile.ts';

/** Nodes that write the same profile at the same time; each attempt lets one of them through. */
export const maximumAttempts = 20;

const resources = [kinds.applicationProfiles, kinds.networkNeighborhoods] as const;

/**
 * Writes a learned profile, united with what others have written of it: what is there is read, joined, and written only if it
 * is still what was read. @returns what the objects say now
 * @throws ClusterError; `conflict`: the objects of that name are a user's own, or others were faster every time
 */
export async function writeProfile(
  client: ApiClient,
  named: NamedProfile,
  random: () => number,
): Promise<NamedProfile> {
  const { namespace, profile } = named;
  if (namespace === undefined || profile.name === undefined) {
    throw new ClusterError('rejected', 'Cannot write a profile: it has no namespace, or no name');
  }
  const backoff = createBackoff({ random });
  for (let attempt = 1; ; attempt++) {
    try {
      return await writeOnce(client, named, { namespace, name: profile.name });
    } catch (error) {
      if (!(error instanceof Conflict) || attempt === maximumAttempts) throw error;
      await sleep(backoff.next() / 4);
    }
  }
}

/** Somebody else wrote in between. */
class Conflict extends ClusterError {}

interface ObjectName {
  readonly namespace: string;
  readonly name: string;
}

async function writeOnce(
  client: ApiClient,
  named: NamedProfile,
  { namespace, name }: ObjectName,
): Promise<NamedProfile> {
  const present = await Promise.all(resources.map((resource) => readObject(client, resource, { namespace, name })));
  const known = readProfile(present);
  if (known !== undefined && known.learning === undefined) {
    throw new ClusterError(
      'conflict',
      `Cannot write the profile ${namespace}/${name}: its objects are not learned ones`,
    );
  }
  const united = fitProfile(known === undefined ? named : uniteProfiles(known, named));
  const objects = profileObjects(united);
  for (const [index, resource] of resources.entries()) {
    const object = objects.find(({ kind }) => kind === resource.kind);
    if (object !== undefined) await writeObject(client, resource, object as ApiObject, present[index]);
  }
  return united;
}

/** Undefined: it is not there. */
export async function readObject(
  client: ApiClient,
  resource: Resource,
  { namespace, name }: ObjectName,
): Promise<ApiObject | undefined> {
  try {
    const object = await client.call({ path: pathOf(resource, namespace, name) });
    return isApiObject(object) ? { ...object, apiVersion: apiVersionOf(resource), kind: resource.kind } : undefined;
  } catch (error) {
    if (codeOf(error) === 'not-found') return undefined;
    throw error;
  }
}

/** @throws ClusterError `malformed`: what is there cannot be read, and is not written over */
function readProfile(objects: readonly (ApiObject | undefined)[]): NamedProfile | undefined {
  const present = objects.filter((object) => object !== undefined);
  if (present.length === 0) return undefined;
  const { profiles, problems } = parseProfiles(
    present.map((object) => JSON.stringify(object)).join('\n---\n'),
    'profile',
  );
  const [problem] = problems;
  if (problem !== undefined)
    throw new ClusterError('malformed', `Cannot read the profile that is there: ${problem.message}`);
  return profiles[0];
}

async function writeObject(
  client: ApiClient,
  resource: Resource,
  object: ApiObject,
  present: ApiObject | undefined,
): Promise<void> {
  const { namespace, name } = object.metadata;
  try {
    if (present === undefined) {
      await client.call({ method: 'POST', path: pathOf(resource, namespace), body: object });
      return;
    }
    const annotations = { ...present.metadata.annotations, ...object.metadata.annotations };
    const body = { ...present, metadata: { ...present.metadata, annotations }, spec: object.spec };
    if (isDeepStrictEqual(body, present)) return;
    await client.call({ method: 'PUT', path: pathOf(resource, namespace, name), body });
  } catch (error) {
    const code = codeOf(error);
    // It was deleted in between, or made: the next attempt sees which.
    const isRace = code === 'conflict' || (code === 'not-found' && present !== undefined);
    if (isRace)
      throw new Conflict('conflict', `Cannot write ${resource.kind} ${namespace}/${name}: it was changed`, {
        cause: error,
      });
    throw error;
  }
}
