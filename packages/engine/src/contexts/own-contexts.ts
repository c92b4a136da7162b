import type { PodIdentity } from '@rulelibrary/schema';
import { sourceContexts } from '../source-context.ts';
import type { Container } from './container.ts';

/** A context of the user's own: the containers that have all of these. */
export interface OwnContext {
  /** As rules tag it, without `context:`. */
  readonly name: string;
  /** Labels of the container or its pod, each with the value, or one of the values, that it must have. */
  readonly labels?: Readonly<Record<string, string | readonly string[]>> | undefined;
  /** Variables of its first process, as configured, likewise. */
  readonly environment?: Readonly<Record<string, string | readonly string[]>> | undefined;
}

/** The names of the own contexts that a container belongs to, in the order of the configuration. */
export type OwnContextsOf = (container: Container, pod?: PodIdentity) => readonly string[];

/** Names that mean something already. */
export const reservedContexts: readonly string[] = [...sourceContexts, 'container'];

const none: readonly string[] = Object.freeze([]);

/** Sorts containers into the contexts. One without any condition holds every container. */
export function createOwnContexts(contexts: readonly OwnContext[]): OwnContextsOf {
  return (container, pod) => {
    const names = contexts.filter((context) => belongsTo(context, container, pod)).map(({ name }) => name);
    return names.length === 0 ? none : names;
  };
}

function belongsTo(
  { labels = {}, environment = {} }: OwnContext,
  container: Container,
  pod: PodIdentity | undefined,
): boolean {
  const isLabelled = hasAll(labels, [container.labels, pod?.labels]);
  return isLabelled && hasAll(environment, [container.environment]);
}

type Values = Readonly<Record<string, string>> | undefined;

/** Whether one of the sources has each of the wanted. */
function hasAll(wanted: Readonly<Record<string, string | readonly string[]>>, sources: readonly Values[]): boolean {
  return Object.entries(wanted).every(([key, value]) => {
    const accepted = typeof value === 'string' ? [value] : value;
    return sources.some((source) => source && Object.hasOwn(source, key) && accepted.includes(source[key] as string));
  });
}
